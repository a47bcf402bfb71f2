package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.Unhealthy;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@link SwapStrategy#RECREATE}: for servers without a reverse proxy, where old and new want the same port. The old
 * container is stopped but keeps its name, the new one is started as a candidate; only when it is healthy and verified
 * do they change names. So at every moment the plain name is that of the last good version, and a run that was cut off
 * anywhere is understood by the next one from the names alone:
 *
 * <table>
 * <caption>What a run finds</caption>
 * <tr><th>plain name</th><th>candidate</th><th>meaning</th></tr>
 * <tr><td>there</td><td>none</td><td>nothing is under way; if it is stopped, a run was cut off before the new one began
 * and it is what a failure goes back to</td></tr>
 * <tr><td>there</td><td>there</td><td>cut off while the new one was being checked</td></tr>
 * <tr><td>none</td><td>there</td><td>cut off between the two renames; the previous one is the last good
 * version</td></tr>
 * </table>
 */
final class RecreateSwap implements ContainerSwap {

    private static final int LOG_LINES = 50;
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration SCRIPT_TIMEOUT = Duration.ofMinutes(5);

    private final Server server;
    private final ServerContainers containers;
    private final HealthProbe probe;
    private final PhaseLog phases;
    private final Log log;

    RecreateSwap(Server server, HealthProbe probe, PhaseLog phases, Log log) {
        this.server = server;
        this.containers = new ServerContainers(server);
        this.probe = probe;
        this.phases = phases;
        this.log = log;
    }

    @Override
    public List<String> repair(NewContainer wanted) throws PromotionFailure, InterruptedException {
        ContainerNames names = ContainerNames.of(wanted.request().name());
        Optional<ContainerInspection> candidate = containers.find(names.candidate());
        if (candidate.isEmpty()) {
            return List.of();
        }
        log.line("An earlier deployment of " + names.serving() + " on " + server.place() + " was cut off before "
                + names.candidate() + " was found healthy.");
        if (wanted.is(candidate.get())) {
            log.line("It is the very container that is asked for: this run goes on with it.");
            return List.of();
        }
        undo(names);
        return List.of("container " + names.candidate() + " of a deployment that was cut off removed");
    }

    @Override
    public Swapped replace(NewContainer wanted, Verification verification)
            throws PromotionFailure, InterruptedException {
        ContainerNames names = ContainerNames.of(wanted.request().name());
        if (containers.find(names.candidate()).isEmpty()) {
            start(wanted, names);
        }
        try {
            HealthReport health = phases.during(
                    DeploymentPhase.HEALTH,
                    () -> probe.await(
                            wanted.request().publish().fromServer(),
                            wanted.request().health(),
                            new ContainerWatch(containers, names.candidate())));
            if (!health.healthy()) {
                throw unhealthy(wanted, names, health);
            }
            List<String> changes = new ArrayList<>();
            changes.add("container " + names.serving() + " started from "
                    + wanted.request().image());
            changes.addAll(phases.during(DeploymentPhase.VERIFY, () -> verification.verify(names.candidate())));
            phases.during(DeploymentPhase.CONFIRM, () -> confirm(names));
            return new Swapped(health, changes);
        } catch (Unhealthy e) {
            throw e;
        } catch (ConnectionLost e) {
            throw cutOff(names, e);
        } catch (PromotionFailure e) {
            undo(names);
            log.line("After the failure: " + servingNow(wanted.request()) + ".");
            throw e;
        } catch (InterruptedException e) {
            log.line("The build was aborted.");
            undo(names);
            throw e;
        } catch (RuntimeException e) {
            // A mistake of ours must not leave the new container half-way either.
            undo(names);
            throw e;
        }
    }

    private void start(NewContainer wanted, ContainerNames names) throws PromotionFailure, InterruptedException {
        Sensitive script = new SwapScripts(names)
                .replace(wanted.runAs(names.candidate()), wanted.environment().exports(), GRACE.toSeconds());
        CommandResult result;
        try {
            result = phases.during(DeploymentPhase.REPLACE, () -> run(script));
        } catch (ConnectionLost e) {
            throw new ConnectionLost(
                    "The connection to " + server.place() + " broke while " + names.serving() + " was being replaced:"
                            + " either the new container runs as " + names.candidate()
                            + ", or the version before has been started again",
                    "Run the build again: it finds out which, and goes on or goes back",
                    e);
        } catch (PromotionFailure | InterruptedException e) {
            undo(names);
            throw e;
        }
        if (result.exitStatus() == SwapScripts.OCCUPIED) {
            throw new CommandFailed(
                    "Another deployment of " + names.serving() + " on " + server.place() + " began a moment ago",
                    "Wait for it to end and run the build again");
        }
        if (!result.succeeded()) {
            throw DockerFailure.of(
                    "Container " + names.serving() + " on " + server.place() + " could not be replaced, and "
                            + servingNow(wanted.request()),
                    result);
        }
    }

    private CommandResult confirm(ContainerNames names) throws PromotionFailure, InterruptedException {
        CommandResult result = run(new SwapScripts(names).confirm());
        if (!result.succeeded()) {
            throw DockerFailure.of(
                    "The containers " + names.candidate() + " and " + names.serving() + " on " + server.place()
                            + " could not change names",
                    result);
        }
        return result;
    }

    private Unhealthy unhealthy(NewContainer wanted, ContainerNames names, HealthReport report)
            throws PromotionFailure, InterruptedException {
        ContainerRequest request = wanted.request();
        Optional<ContainerInspection> candidate = containers.find(names.candidate());
        containers.showLastLines(names.candidate(), LOG_LINES, log);
        candidate.ifPresent(container -> log.line("Container %s: %s, exit status %d, out of memory: %s, restarts: %d"
                .formatted(
                        names.candidate(),
                        container.status(),
                        container.exitCode(),
                        container.outOfMemory(),
                        container.restartCount())));
        undo(names);
        String reason = report.stoppedBecause().orElse(report.last().brief());
        return new Unhealthy(
                "The %s on %s did not become healthy within %d attempts at %s%s: %s; %s"
                        .formatted(
                                request.target(),
                                server.place(),
                                report.answers().size(),
                                request.publish().fromServer(),
                                request.health().path(),
                                reason,
                                servingNow(request)),
                "Look at the last " + LOG_LINES + " lines of the new container above");
    }

    private void undo(ContainerNames names) throws PromotionFailure, InterruptedException {
        CommandResult result;
        try {
            result = phases.during(DeploymentPhase.UNDO, () -> run(new SwapScripts(names).undo()));
        } catch (ConnectionLost e) {
            throw cutOff(names, e);
        }
        if (!result.succeeded()) {
            throw DockerFailure.of(
                    "On " + server.place() + " the new container " + names.candidate()
                            + " could not be taken back and the version before, " + names.serving()
                            + ", could not be started again",
                    result);
        }
    }

    private ConnectionLost cutOff(ContainerNames names, ConnectionLost cause) {
        return new ConnectionLost(
                "The connection to " + server.place() + " broke before the new container was confirmed; it was running"
                        + " as " + names.candidate() + ", and the version before is kept, stopped, as "
                        + names.serving(),
                "Run the build again: it goes on with the new container if that is healthy, and brings back the"
                        + " version before if not",
                cause);
    }

    private String servingNow(ContainerRequest request) throws PromotionFailure, InterruptedException {
        return new ServingNow(containers, probe).inWords(request);
    }

    private CommandResult run(Sensitive script) throws PromotionFailure, InterruptedException {
        return server.run(
                Command.script(script).withTimeout(SCRIPT_TIMEOUT),
                line -> log.line("  " + DockerFailure.withoutQuotedEnvironment(line)));
    }
}
