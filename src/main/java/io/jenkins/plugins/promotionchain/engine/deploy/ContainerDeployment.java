package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.failure.ImageMissing;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import io.jenkins.plugins.promotionchain.engine.failure.Unhealthy;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.time.Sleeper;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a server run one image as one container, and changes nothing where it does so already. Every component is
 * deployed by this; what differs is handed in as mounts and as a {@link Verification}. A container of the wanted name
 * that something else made is taken over like one of ours. Used by one thread.
 */
public final class ContainerDeployment {

    /** For a container that should be healthy already: three questions, so that one hiccup does not replace it. */
    private static final int ATTEMPTS_WHEN_UNCHANGED = 3;

    private final Server server;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Log log;

    public ContainerDeployment(Server server, Clock clock, Sleeper sleeper, Log log) {
        this.server = server;
        this.clock = clock;
        this.sleeper = sleeper;
        this.log = log;
    }

    /**
     * Deploys. Whatever fails, the version that served before serves after, or the message says why it does not.
     *
     * @param verification done with a new container before it becomes the one that serves; not when nothing changes
     * @throws InvalidInput when an environment value cannot be handed over; nothing was changed
     * @throws ImageMissing when the registry does not have the image; what serves was not touched
     * @throws RegistryRefused when the registry cannot be asked; what serves was not touched
     * @throws Unhealthy when the new container did not become healthy
     * @throws ConnectionLost when the connection broke on the way; the same call again finishes or undoes the work
     * @throws PromotionFailure when docker or the server fails in another way
     * @throws InterruptedException when the build was aborted; the version before has been started again
     */
    public DeploymentOutcome deploy(ContainerRequest request, Verification verification)
            throws PromotionFailure, InterruptedException {
        PhaseLog phases = new PhaseLog(log, clock);
        HealthProbe probe = new HealthProbe(server, clock, sleeper, log);
        ContainerSwap swap = swapFor(request.strategy(), probe, phases);
        ServerContainers containers = new ServerContainers(server);
        log.line("Deploying " + request.image() + " as " + request.target() + " to container " + request.name() + " on "
                + server.place());
        Optional<ImageRef> previous = phases.during(DeploymentPhase.INSPECT, () -> running(containers, request));
        PlacedEnvironment environment = phases.during(
                DeploymentPhase.ENVIRONMENT, () -> new EnvironmentPlacement(server).put(request.environment()));
        NewContainer wanted = NewContainer.of(request, environment);
        List<String> changes = new ArrayList<>(environment.changes());
        changes.addAll(swap.repair(wanted));
        Optional<HealthReport> fine =
                phases.during(DeploymentPhase.COMPARE, () -> alreadyServes(containers, probe, wanted));
        HealthReport health;
        if (fine.isPresent()) {
            health = fine.get();
        } else {
            ImagePull.Result pulled = phases.during(
                    DeploymentPhase.PULL, () -> new ImagePull(server, log).pull(request.image(), request.login()));
            if (pulled == ImagePull.Result.PULLED) {
                changes.add("image " + request.image() + " pulled");
            }
            ContainerSwap.Swapped swapped = swap.replace(wanted, verification);
            health = swapped.health();
            changes.addAll(swapped.changes());
        }
        DeploymentOutcome outcome = new DeploymentOutcome(
                request.target(),
                request.name(),
                request.image(),
                previous,
                changes,
                health.lastStatus(),
                phases.elapsed());
        sum(outcome);
        return outcome;
    }

    private Optional<ImageRef> running(ServerContainers containers, ContainerRequest request)
            throws PromotionFailure, InterruptedException {
        Optional<ContainerInspection> found = containers.find(request.name());
        if (found.isEmpty()) {
            log.line("  no container " + request.name());
            return Optional.empty();
        }
        Optional<ImageRef> image = containers.imageOf(found.get());
        log.line("  container " + request.name() + " is " + found.get().status() + ", from "
                + image.map(ImageRef::toString).orElse(found.get().image()));
        return image;
    }

    private Optional<HealthReport> alreadyServes(ServerContainers containers, HealthProbe probe, NewContainer wanted)
            throws PromotionFailure, InterruptedException {
        ContainerRequest request = wanted.request();
        Optional<ContainerInspection> found = containers.find(request.name());
        if (found.isEmpty() || !wanted.is(found.get())) {
            return Optional.empty();
        }
        HealthCheck check = request.health();
        HealthCheck brief = new HealthCheck(
                check.path(), check.expectedStatus(), ATTEMPTS_WHEN_UNCHANGED, Duration.ZERO, check.virtualHost());
        HealthReport report =
                probe.await(request.publish().fromServer(), brief, new ContainerWatch(containers, request.name()));
        if (report.healthy()) {
            return Optional.of(report);
        }
        log.line("  it is what is asked for but it is not healthy, so it is replaced");
        return Optional.empty();
    }

    private void sum(DeploymentOutcome outcome) {
        String took = PhaseLog.inWords(outcome.took());
        if (outcome.changed()) {
            log.line("The " + outcome.target() + " is deployed and healthy (" + took + "). Changed on " + server.place()
                    + ":");
            outcome.changes().forEach(change -> log.line("  - " + change));
        } else {
            log.line("Nothing to change: " + outcome.container() + " on " + server.place() + " runs " + outcome.image()
                    + " with the same configuration and is healthy (" + took + ").");
        }
    }

    private ContainerSwap swapFor(SwapStrategy strategy, HealthProbe probe, PhaseLog phases) {
        return switch (strategy) {
            case RECREATE -> new RecreateSwap(server, probe, phases, log);
        };
    }
}
