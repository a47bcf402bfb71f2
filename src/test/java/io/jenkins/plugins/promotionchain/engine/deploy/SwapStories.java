package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.deploy.FakeDocker.Container;
import io.jenkins.plugins.promotionchain.engine.deploy.FakeDocker.Swap;
import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxInstallation;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Servers before a swap, and swaps. */
final class SwapStories {

    static final ContainerName NAME = ContainerName.of("pm-backend");
    static final String OWNER = "pm:dev:backend";
    static final String KEPT_B = "pm-backend-" + "b".repeat(12);
    static final String KEPT_D = "pm-backend-" + "d".repeat(12);
    private static final int KEEP_ALL = 9;

    private static final String SLOT = "127.0.0.1:18990";
    private static final PublishedPort PUBLISH =
            new PublishedPort(Optional.of(HostAddress.of("10.0.0.5")), new Port(8000), new Port(8000));

    private SwapStories() {}

    /** What serves before. */
    enum Before {
        NOTHING,
        /** Removed by hand; older ones are still kept. */
        REMOVED,
        BEHIND_NGINX,
        /** The same, where containers go on without the engine. */
        BEHIND_NGINX_LIVE_RESTORE,
        ON_THE_PUBLIC_PORT,
        /** Made by hand: on the public port, without a label of ours. */
        FOREIGN_MADE
    }

    /**
     * @param strategy not AUTO
     * @param kept the old container that is to serve again; none: a new one is made
     */
    record Story(Before before, SwapStrategy strategy, Optional<String> kept) {

        @Override
        public String toString() {
            return before + " to " + strategy + kept.map(name -> " again").orElse("");
        }

        boolean somethingServes() {
            return before != Before.NOTHING && before != Before.REMOVED;
        }

        /** The server before: with two older containers, where anything was there. */
        FakeDocker server(Path directory) throws IOException {
            FakeDocker docker = new FakeDocker(directory);
            if (before == Before.NOTHING) {
                return docker;
            }
            boolean behindNginx = before == Before.BEHIND_NGINX || before == Before.BEHIND_NGINX_LIVE_RESTORE;
            boolean nginx = behindNginx || before == Before.REMOVED;
            docker.with(KEPT_B, keptOne("b", 5, nginx)).with(KEPT_D, keptOne("d", 3, nginx));
            if (before == Before.REMOVED) {
                return docker;
            }
            String digest = "sha256:" + "a".repeat(64);
            if (before == Before.BEHIND_NGINX_LIVE_RESTORE) {
                docker.withLiveRestore();
            }
            if (behindNginx) {
                docker.with(
                        NAME.value(),
                        new Container("old", "running", "unless-stopped", "slot", SLOT, digest, OWNER, "-"));
                String site = FrontSite.render(NAME, PUBLISH).replace(FrontSite.SLOT, SLOT);
                docker.withFront(FrontSite.name(NAME), site);
            } else {
                String owner = before == Before.FOREIGN_MADE ? "-" : OWNER;
                docker.with(NAME.value(), new Container("old", "running", "always", "public", "-", digest, owner, "-"));
            }
            return docker;
        }

        /** The deployment of which the story tells. */
        Swap swap(FakeDocker docker, String... answers) {
            return SwapStories.swap(docker, 'c', strategy, kept, KEEP_ALL, answers);
        }
    }

    static Story story(Before before, SwapStrategy strategy) {
        return new Story(before, strategy, Optional.empty());
    }

    static Story again(Before before, SwapStrategy strategy) {
        return new Story(before, strategy, Optional.of(KEPT_B));
    }

    static Container keptOne(String digit, int finished, boolean behindNginx) {
        return new Container(
                "kept-" + digit,
                "exited",
                "no",
                behindNginx ? "slot" : "public",
                behindNginx ? "127.0.0.1:1898" + finished : "-",
                "sha256:" + digit.repeat(64),
                OWNER,
                "2024-01-01T00:00:0" + finished + "Z");
    }

    static Swap swap(
            FakeDocker docker, char digit, SwapStrategy strategy, Optional<String> kept, int keep, String... answers) {
        return swap(docker, request(digit, strategy, kept, keep), strategy, answers);
    }

    static Swap swap(FakeDocker docker, ContainerRequest request, SwapStrategy strategy, String... answers) {
        SwapScript script = new SwapScript(
                request, new NginxInstallation(docker.nginx().toString(), "nginx", Duration.ofSeconds(10)));
        TransactionId id = TransactionId.random();
        PlacedEnvironment environment =
                new PlacedEnvironment(Optional.empty(), Optional.empty(), List.of(), "", List.of());
        return new Swap(
                script.work(),
                List.of(
                        script.plan(id, strategy, Optional.empty()),
                        SwapScript.run(
                                id,
                                NewContainer.of(request, environment, strategy)
                                        .runAs(ContainerNames.of(request.name()).candidate()),
                                Optional.empty())),
                List.of(answers));
    }

    static ContainerRequest request(char digit, SwapStrategy strategy, Optional<String> kept, int keep) {
        return request(digit, strategy, kept, keep, NAME, PUBLISH);
    }

    static ContainerRequest request(char digit, SwapStrategy strategy, ContainerName name, PublishedPort publish) {
        return request(digit, strategy, Optional.empty(), KEEP_ALL, name, publish);
    }

    private static ContainerRequest request(
            char digit,
            SwapStrategy strategy,
            Optional<String> kept,
            int keep,
            ContainerName name,
            PublishedPort publish) {
        return new ContainerRequest(
                new DeploymentTarget(ApplicationName.of("pm"), EnvironmentName.of("dev"), ComponentName.of("backend")),
                name,
                ImageRef.parse("r.example.com/pm/backend@sha256:"
                        + String.valueOf(digit).repeat(64)),
                Optional.empty(),
                publish,
                List.of(),
                new ContainerEnvironment("/home/django/.env", new TreeMap<>()),
                HealthCheck.backend("/health/"),
                new SwapSettings(strategy, Duration.ofSeconds(1), Duration.ofSeconds(1), keep, SmokeTest.NONE),
                kept.map(ContainerName::of),
                "https://ci/1");
    }
}
