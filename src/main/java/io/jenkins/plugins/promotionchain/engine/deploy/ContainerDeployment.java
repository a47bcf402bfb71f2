package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.docker.ContainerLabels;
import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.failure.ImageMissing;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import io.jenkins.plugins.promotionchain.engine.failure.Unhealthy;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxInstallation;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxReload;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.transaction.Gatekeeper;
import io.jenkins.plugins.promotionchain.engine.transaction.ReadPosition;
import io.jenkins.plugins.promotionchain.engine.transaction.ServerTransaction;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionEnd;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a server run one image as one container, and changes nothing where it does so already. Every component is
 * deployed by this; what differs is handed in as mounts and as a {@link Verification}. A container of the wanted name
 * that something else made is taken over like one of ours. Used by one thread.
 *
 * <p>What changes the server is one transaction there ({@code swap.sh}), which finishes or undoes itself alone; this
 * class answers its questions. Called again with the same id, it goes on with it.
 */
public final class ContainerDeployment {

    private final Workplace place;
    private final Server server;
    private final NginxInstallation nginx;
    private final Log log;

    public ContainerDeployment(Workplace place, NginxInstallation nginx) {
        this.place = place;
        this.server = place.server();
        this.nginx = nginx;
        this.log = place.log();
    }

    /**
     * Deploys. Whatever fails, the version that served before serves after, or the message says why it does not.
     *
     * @param verification done with a new container before it becomes the one that serves; not when nothing changes
     * @throws InvalidInput when an environment value cannot be handed over, the container belongs to another component,
     *     or nginx is wanted and cannot be used; nothing was changed
     * @throws ImageMissing when the registry does not have the image; what serves was not touched
     * @throws RegistryRefused when the registry cannot be asked; what serves was not touched
     * @throws Unhealthy when the new container did not become healthy
     * @throws ConnectionLost when the server could not be reached again; the same call again finds out what happened
     * @throws PromotionFailure when docker or the server fails in another way
     * @throws InterruptedException when the build was aborted; the version before serves again
     */
    public DeploymentOutcome deploy(ContainerRequest request, Verification verification)
            throws PromotionFailure, InterruptedException {
        PhaseLog phases = new PhaseLog(log, place.clock(), place.position());
        HealthProbe probe = new HealthProbe(server, place.clock(), place.sleeper(), log);
        HealthQuestions health = new HealthQuestions(server, probe, log);
        log.line("Deploying " + request.image() + " as " + request.target() + " to container " + request.name() + " on "
                + server.place());
        List<String> changes = new ArrayList<>();
        if (request.kept().isEmpty()) {
            phases.begin(DeploymentPhase.PULL);
            ImagePull pull = new ImagePull(server, log);
            if (place.connection().steadily(() -> pull.pull(request.image(), request.login()))
                    == ImagePull.Result.PULLED) {
                changes.add("image " + request.image() + " pulled");
            } else {
                log.line("  it is on " + server.place() + " already");
            }
        }
        SwapGates gates = new SwapGates(
                request, verification, place.id(), server, health, new NginxReload(server, nginx, log), phases, log);
        SwapFailures failures = new SwapFailures(request, server, probe, nginx);
        TransactionEnd end = run(place.id(), request, failures, phases, gates);
        phases.end(end.succeeded() ? "done" : "ended");
        if (!end.succeeded()) {
            throw failure(end, request, failures, phases);
        }
        changes.addAll(gates.changes());
        changes.addAll(told(end, request));
        DeploymentOutcome outcome = new DeploymentOutcome(
                request.target(),
                request.name(),
                request.image(),
                previous(gates, end),
                configurationHash(gates, request),
                changes,
                health.lastStatus(),
                phases.elapsed());
        sum(outcome);
        return outcome;
    }

    /** A step that was resumed has seen the container before no more, but the script was told of it. */
    private static Optional<ImageRef> previous(SwapGates gates, TransactionEnd end) {
        return gates.previous().or(() -> end.told()
                .last("previous")
                .filter(told -> !told.isEmpty())
                .map(ImageRef::parse));
    }

    /** A step that was resumed after the end has answered no question and has to look. */
    private String configurationHash(SwapGates gates, ContainerRequest request)
            throws PromotionFailure, InterruptedException {
        Optional<String> decided = gates.configurationHash();
        if (decided.isPresent()) {
            return decided.get();
        }
        return place.connection()
                .steadily(() -> new ServerContainers(server).find(request.name()))
                .map(container -> container.labels().getOrDefault(ContainerLabels.CONFIGURATION_HASH, ""))
                .orElse("");
    }

    private TransactionEnd run(
            TransactionId id, ContainerRequest request, SwapFailures failures, PhaseLog phases, Gatekeeper gates)
            throws PromotionFailure, InterruptedException {
        ServerTransaction transaction = new ServerTransaction(
                place.connection(),
                place.sleeper(),
                id,
                id.equals(place.id()) ? place.position() : new ReadPosition(),
                line -> {
                    String shown = DockerFailure.withoutQuotedEnvironment(line);
                    failures.heard(shown);
                    log.line("  " + shown);
                },
                word -> phases.begin(DeploymentPhase.ofWord(word)),
                place.attendance());
        try {
            return transaction.run(new SwapScript(request, nginx).work(), gates);
        } catch (InterruptedException e) {
            phases.end("was aborted");
            throw e;
        } finally {
            transaction.forget(log);
        }
    }

    /** A process that was killed has undone nothing; so that is done now, by another one. */
    private PromotionFailure failure(
            TransactionEnd end, ContainerRequest request, SwapFailures failures, PhaseLog phases)
            throws PromotionFailure, InterruptedException {
        boolean undone = end.told().last("undone").isEmpty();
        if (end.status() == TransactionEnd.DIED) {
            log.line("What was under way on " + server.place() + " ended without a word; looking after it");
            TransactionId repair = place.id().with("repair");
            undone = run(repair, request, failures, phases, (gate, told) -> "repair")
                    .succeeded();
            phases.end("done");
        }
        String now = undone ? place.connection().steadily(failures::servingNow) : failures.notUndone();
        log.line("After the failure: " + now + ".");
        return failures.of(end, now);
    }

    private static List<String> told(TransactionEnd end, ContainerRequest request) {
        List<String> changes = new ArrayList<>();
        end.told().all("repaired").forEach(name -> changes.add("what a deployment that was cut off had left repaired"));
        Optional<String> slot = end.told().last("slot");
        if (slot.isPresent()) {
            changes.add("container " + request.name()
                    + (request.kept().isPresent() ? " started again from " : " started from ") + request.image()
                    + (slot.get().isEmpty() ? "" : ", behind nginx at " + slot.get()));
        }
        end.told()
                .last("retired")
                .filter(name -> !name.isEmpty())
                .ifPresent(name -> changes.add("the container before is kept, stopped, as " + name));
        end.told().all("pruned").forEach(what -> changes.add(what + " removed, as it is older than what is kept"));
        return changes;
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
}
