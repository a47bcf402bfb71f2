package io.jenkins.plugins.promotionchain.engine.deploy;

import static io.jenkins.plugins.promotionchain.engine.deploy.SwapStories.NAME;
import static io.jenkins.plugins.promotionchain.engine.deploy.SwapStories.request;
import static io.jenkins.plugins.promotionchain.engine.deploy.SwapStories.story;
import static io.jenkins.plugins.promotionchain.engine.deploy.SwapStories.swap;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.deploy.FakeDocker.Container;
import io.jenkins.plugins.promotionchain.engine.deploy.FakeDocker.Ended;
import io.jenkins.plugins.promotionchain.engine.deploy.FakeDocker.Fault;
import io.jenkins.plugins.promotionchain.engine.deploy.FakeDocker.Shell;
import io.jenkins.plugins.promotionchain.engine.deploy.SwapStories.Before;
import io.jenkins.plugins.promotionchain.engine.deploy.SwapStories.Story;
import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Swaps on servers that are unlike others, or on which something else is the matter. */
class SwapSurroundingsTest {

    private static final PublishedPort EVERYWHERE = new PublishedPort(Optional.empty(), new Port(8000), new Port(8000));
    private static final PublishedPort ELSEWHERE = new PublishedPort(Optional.empty(), new Port(8001), new Port(8000));

    @TempDir
    Path directory;

    /** Docker has other words for it from 29 on. */
    @ParameterizedTest
    @EnumSource
    void waitsForAnEngineThatIsBeingRestartedAlsoWithANewerClient(Shell shell) throws Exception {
        Story story = story(Before.BEHIND_NGINX, SwapStrategy.NGINX);
        FakeDocker docker = story.server(directory)
                .sayingWhenAway(
                        "failed to connect to the docker API at unix:///var/run/docker.sock; check if the path is"
                                + " correct and if the daemon is running: dial unix /var/run/docker.sock: connect: no such file")
                .away(3, 12);

        Ended ended = docker.run(shell, story.swap(docker, "go", "go", "go"));

        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(docker.containers().get(NAME.value()).id()).startsWith("new");
    }

    /** Docker's filter is a regular expression, so that the dot would stand for the hyphen, too. */
    @ParameterizedTest
    @EnumSource
    void aNameWithADotIsNotTakenForAnotherOne(Shell shell) throws Exception {
        ContainerName dotted = ContainerName.of("pm.backend");
        FakeDocker docker = new FakeDocker(directory);
        Container others = new Container(
                "x", "running", "always", "slot", "127.0.0.1:18990", "sha256:" + "a".repeat(64), "shop:dev:web", "-");
        docker.with(NAME.value(), others);

        Ended ended = docker.run(
                shell,
                swap(
                        docker,
                        request('c', SwapStrategy.NGINX, dotted, EVERYWHERE),
                        SwapStrategy.NGINX,
                        "go",
                        "go",
                        "go"));

        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(docker.containers()).containsOnlyKeys(NAME.value(), dotted.value());
        assertThat(docker.containers()).containsEntry(NAME.value(), others);
    }

    /** Where nginx is told to listen on an IPv6 address there, it refuses the whole configuration. */
    @ParameterizedTest
    @EnumSource
    void listensOnIpv6OnlyWhereTheServerHasIt(Shell shell) throws Exception {
        FakeDocker with = new FakeDocker(directory.resolve("with"));
        FakeDocker without = new FakeDocker(directory.resolve("without")).withoutIpv6();
        for (FakeDocker docker : new FakeDocker[] {with, without}) {
            docker.run(
                    shell,
                    swap(
                            docker,
                            request('c', SwapStrategy.NGINX, NAME, EVERYWHERE),
                            SwapStrategy.NGINX,
                            "go",
                            "go",
                            "go"));
        }

        assertThat(with.site()).contains("    listen 8000;\n    listen [::]:8000;\n    server_name _;\n");
        assertThat(without.site()).contains("    listen 8000;\n    server_name _;\n");
    }

    /** Its text is in no file any more, but the container says where it was published. */
    @ParameterizedTest
    @EnumSource
    void whereADeploymentToAnotherPortIsKilledTheVersionBeforeServesAtItsOwnOneAgain(Shell shell) throws Exception {
        Story story = story(Before.BEHIND_NGINX, SwapStrategy.NGINX);
        FakeDocker rehearsed = story.server(directory.resolve("rehearsed"));
        rehearsed.run(shell, elsewhere(rehearsed, "go", "go", "go"));
        int switched = 1 + indexOfSite(rehearsed);
        FakeDocker docker = story.server(directory.resolve("killed"));
        String before = docker.site();

        docker.run(shell, elsewhere(docker, "go", "go", "go"), Fault.KILL_AFTER, switched);
        assertThat(docker.site()).contains("    listen 8001;\n");
        Ended repaired = docker.run(shell, elsewhere(docker, "repair"));

        assertThat(repaired.status()).as(repaired.output()).isZero();
        assertThat(docker.site()).isEqualTo(before);
        assertThat(docker.containers().get(NAME.value()).id()).isEqualTo("old");
    }

    /** Docker would remove it as soon as it is stopped, and nothing could bring it back. */
    @ParameterizedTest
    @EnumSource
    void whatCouldNotBeBroughtBackIsNotStopped(Shell shell) throws Exception {
        for (SwapStrategy strategy : new SwapStrategy[] {SwapStrategy.NGINX, SwapStrategy.RECREATE}) {
            Story story = story(Before.FOREIGN_MADE, strategy);
            FakeDocker docker = story.server(directory.resolve(strategy.name())).removing(NAME.value());
            Map<String, Container> before = docker.containers();

            Ended ended = docker.run(shell, story.swap(docker, "go", "go", "undo"));

            assertThat(ended.status()).as(ended.output()).isEqualTo(SwapScript.NO_WAY_BACK);
            assertThat(docker.containers()).isEqualTo(before);
        }
    }

    /** What is left of a deployment that undid itself would otherwise be in the way of every one after it. */
    @ParameterizedTest
    @EnumSource
    void whatDidNotRunBeforeNeedNotRunAfterwards(Shell shell) throws Exception {
        Story story = story(Before.BEHIND_NGINX, SwapStrategy.NGINX);
        FakeDocker docker = story.server(directory).unableToStart(NAME.value());
        Container broken = docker.containers().get(NAME.value()).exited();
        docker.with(NAME.value(), broken);
        Map<String, Container> before = docker.containers();

        Ended ended = docker.run(shell, story.swap(docker, "go", "go", "undo"));

        assertThat(ended.status()).isEqualTo(11);
        assertThat(ended.output())
                .contains("pm-backend did not run before either")
                .doesNotContain("#t value undone no");
        assertThat(docker.containers()).isEqualTo(before);
        assertThat(docker.run(shell, story.swap(docker, "go", "go", "go")).status())
                .isZero();
    }

    private static int indexOfSite(FakeDocker docker) throws Exception {
        for (int i = 0; i < docker.calls().size(); i++) {
            if (docker.calls().get(i).startsWith("nginx-site ")) {
                return i;
            }
        }
        throw new AssertionError("No site was put: " + docker.calls());
    }

    private static FakeDocker.Swap elsewhere(FakeDocker docker, String... answers) {
        return swap(docker, request('c', SwapStrategy.NGINX, NAME, ELSEWHERE), SwapStrategy.NGINX, answers);
    }
}
