package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.docker.DockerCommands;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.Unhealthy;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is asked about a container in the course of a swap, and what the log says when the answer is bad. */
final class HealthQuestions {

    private static final int LOG_LINES = 50;

    /** Where it should be healthy already: three questions, so that one hiccup does not replace or condemn it. */
    private static final int ATTEMPTS_WHEN_SERVING = 3;

    private static final Duration SMOKE_TIMEOUT = Duration.ofMinutes(5);

    private final Server server;
    private final ServerContainers containers;
    private final HealthProbe probe;
    private final Log log;
    private int lastStatus;

    HealthQuestions(Server server, HealthProbe probe, Log log) {
        this.server = server;
        this.containers = new ServerContainers(server);
        this.probe = probe;
        this.log = log;
    }

    /** HTTP status of the last good answer; 0 where none came. */
    int lastStatus() {
        return lastStatus;
    }

    /** Whether the container that serves does so. */
    boolean stillHealthy(ContainerRequest request) throws PromotionFailure, InterruptedException {
        HealthReport report = probe.await(
                request.publish().fromServer(), brief(request), new ContainerWatch(containers, request.name()));
        lastStatus = report.lastStatus();
        return report.healthy();
    }

    /** @throws Unhealthy when the new container will not serve; the log then has its last words */
    void awaitNew(ContainerRequest request, ContainerName candidate, Endpoint endpoint)
            throws PromotionFailure, InterruptedException {
        HealthReport report = probe.await(
                endpoint, request.publish().fromServer(), request.health(), new ContainerWatch(containers, candidate));
        lastStatus = report.lastStatus();
        if (!report.healthy()) {
            tellOf(candidate);
            throw new Unhealthy(
                    "The %s on %s did not become healthy within %d attempts at %s%s: %s"
                            .formatted(
                                    request.target(),
                                    server.place(),
                                    report.answers().size(),
                                    endpoint,
                                    request.health().path(),
                                    report.stoppedBecause().orElse(report.last().brief())),
                    "Look at the last " + LOG_LINES + " lines of the new container above");
        }
    }

    /** @throws Unhealthy when the new version does not answer where visitors ask */
    void awaitServed(ContainerRequest request) throws PromotionFailure, InterruptedException {
        HealthReport report = probe.await(request.publish().fromServer(), brief(request), Optional::empty);
        lastStatus = report.lastStatus();
        if (!report.healthy()) {
            throw new Unhealthy(
                    "The %s on %s is healthy but cannot be reached at %s%s: %s"
                            .formatted(
                                    request.target(),
                                    server.place(),
                                    request.publish().fromServer(),
                                    request.health().path(),
                                    report.last().brief()),
                    "Look at nginx's error log on that server");
        }
    }

    /** How often docker has started the new container anew; 0 where it is gone. */
    int restarts(ContainerRequest request) throws PromotionFailure, InterruptedException {
        return containers
                .find(candidate(request))
                .map(ContainerInspection::restartCount)
                .orElse(0);
    }

    /**
     * @param restarts of the new container before visitors were sent to it
     * @throws Unhealthy when it, which was healthy, does not answer itself any more, or has ended meanwhile
     */
    void awaitStill(ContainerRequest request, Endpoint endpoint, int restarts)
            throws PromotionFailure, InterruptedException {
        HealthReport report = probe.await(endpoint, request.publish().fromServer(), brief(request), Optional::empty);
        if (!report.healthy()) {
            tellOf(candidate(request));
            throw new Unhealthy(
                    "The %s on %s was healthy, but not any more after the switch: %s%s: %s"
                            .formatted(
                                    request.target(),
                                    server.place(),
                                    endpoint,
                                    request.health().path(),
                                    report.last().brief()),
                    "Look at the last " + LOG_LINES + " lines of the new container above");
        }
        if (restarts(request) > restarts) {
            tellOf(candidate(request));
            throw new Unhealthy(
                    "The %s on %s was healthy, but ended and was started anew by docker after the switch"
                            .formatted(request.target(), server.place()),
                    "Look at the last " + LOG_LINES + " lines of the new container above");
        }
    }

    /**
     * @param slot where the new container listens, if it does so beside the public port: it is asked there first
     * @throws Unhealthy when the smoke test of the request fails
     */
    void smoke(ContainerRequest request, Optional<Endpoint> slot) throws PromotionFailure, InterruptedException {
        SmokeTest smoke = request.swap().smoke();
        if (smoke.path().isPresent()) {
            log.line("  smoke test: GET " + smoke.path().get());
            if (slot.isPresent()) {
                smokePath(request, slot.get(), smoke.path().get());
            }
            smokePath(request, request.publish().fromServer(), smoke.path().get());
        }
        if (smoke.command().isPresent()) {
            smokeCommand(request, candidate(request), smoke.command().get());
        }
    }

    private void smokePath(ContainerRequest request, Endpoint endpoint, String path)
            throws PromotionFailure, InterruptedException {
        HealthCheck once =
                new HealthCheck(path, 200, 1, Duration.ZERO, request.health().virtualHost());
        HealthReport report = probe.await(endpoint, request.publish().fromServer(), once, Optional::empty);
        if (report.lastStatus() < 200 || report.lastStatus() > 299) {
            throw new Unhealthy(
                    "The smoke test of the %s on %s failed: GET %s%s answered %s"
                            .formatted(
                                    request.target(),
                                    server.place(),
                                    endpoint,
                                    path,
                                    report.last().brief()),
                    "Look at the answer above");
        }
    }

    private static ContainerName candidate(ContainerRequest request) {
        return ContainerNames.of(request.name()).candidate();
    }

    private void smokeCommand(ContainerRequest request, ContainerName candidate, String command)
            throws PromotionFailure, InterruptedException {
        log.line("  smoke test: " + command);
        CommandResult result = server.run(
                Command.of(DockerCommands.plain().exec(candidate, List.of("sh", "-c", command)))
                        .withTimeout(SMOKE_TIMEOUT),
                line -> log.line("  | " + line));
        if (!result.succeeded()) {
            throw new Unhealthy(
                    "The smoke test of the %s on %s ended with exit status %d"
                            .formatted(request.target(), server.place(), result.exitStatus()),
                    "Look at its output above");
        }
    }

    private void tellOf(ContainerName candidate) throws PromotionFailure, InterruptedException {
        Optional<ContainerInspection> found = containers.find(candidate);
        if (found.isEmpty()) {
            return;
        }
        containers.showLastLines(candidate, LOG_LINES, log);
        ContainerInspection container = found.get();
        log.line("Container %s: %s, exit status %d, out of memory: %s, restarts: %d"
                .formatted(
                        candidate,
                        container.status(),
                        container.exitCode(),
                        container.outOfMemory(),
                        container.restartCount()));
    }

    private static HealthCheck brief(ContainerRequest request) {
        HealthCheck check = request.health();
        return new HealthCheck(
                check.path(),
                check.expectedStatus(),
                ATTEMPTS_WHEN_SERVING,
                Duration.ofSeconds(1),
                check.virtualHost());
    }
}
