package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.board.BoardLine;
import io.jenkins.plugins.promotionchain.board.Origin;
import io.jenkins.plugins.promotionchain.engine.deploy.ContainerRequest;
import io.jenkins.plugins.promotionchain.engine.deploy.DeploymentOutcome;
import io.jenkins.plugins.promotionchain.engine.failure.GateRefused;
import io.jenkins.plugins.promotionchain.engine.failure.LedgerFailure;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.ledger.BuildRef;
import io.jenkins.plugins.promotionchain.ledger.Ledger;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/**
 * A deployment that the gate has let through, and that is written down with what came of it, under the id of the step's
 * transaction: a step that is run again after a restart writes nothing twice. Used by one thread.
 */
final class RecordedDeployment {

    /** What changes the server. */
    @FunctionalInterface
    interface Work {
        DeploymentOutcome run() throws PromotionFailure, InterruptedException;
    }

    private final Surroundings surroundings;
    private final StepTarget target;
    private final Ledger ledger;
    private final ImageRef image;
    private final Deployed.Kind kind;
    private final Optional<Deployed.Force> force;

    private RecordedDeployment(
            Surroundings surroundings,
            StepTarget target,
            Ledger ledger,
            ImageRef image,
            Deployed.Kind kind,
            Optional<Deployed.Force> force) {
        this.surroundings = surroundings;
        this.target = target;
        this.ledger = ledger;
        this.image = image;
        this.kind = kind;
        this.force = force;
    }

    /**
     * Asks the gate for a deployment.
     *
     * @param reason to force what the gate refuses
     * @throws GateRefused when the environment does not take the image; nothing was changed
     * @throws PromotionFailure when the ledger cannot be asked; nothing was changed
     */
    static RecordedDeployment admit(
            Surroundings surroundings, StepTarget target, ImageRef image, Optional<String> reason)
            throws PromotionFailure, IOException, InterruptedException {
        Ledger ledger = surroundings.ledger(target.chain().application());
        Optional<Deployed.Force> force = new StepGate(surroundings, target, ledger).admit(image, reason);
        return new RecordedDeployment(surroundings, target, ledger, image, Deployed.Kind.DEPLOYMENT, force);
    }

    /**
     * Asks the gate for a rollback, unless the server has kept the container: that one has served there before.
     *
     * @throws PromotionFailure as for a deployment
     */
    static RecordedDeployment admitRollback(
            Surroundings surroundings, StepTarget target, ContainerRequest found, Optional<String> reason)
            throws PromotionFailure, IOException, InterruptedException {
        Ledger ledger = surroundings.ledger(target.chain().application());
        Optional<Deployed.Force> force = new StepGate(surroundings, target, ledger).admitBack(found, reason);
        return new RecordedDeployment(surroundings, target, ledger, found.image(), Deployed.Kind.ROLLBACK, force);
    }

    /**
     * Runs the work and writes down its outcome, also where it fails or is aborted.
     *
     * @throws LedgerFailure when the server runs the image now and that cannot be written down
     * @throws PromotionFailure what the work throws
     */
    DeploymentOutcome run(Work work) throws PromotionFailure, IOException, InterruptedException {
        DeploymentOutcome outcome;
        try {
            outcome = work.run();
        } catch (PromotionFailure e) {
            recordUnhealthy(Deployed.Outcome.FAILED, surroundings.mask(e.getMessage()), e);
            throw e;
        } catch (InterruptedException e) {
            recordUnhealthy(Deployed.Outcome.ABORTED, "The build was aborted", e);
            throw e;
        }
        showHealthy();
        try {
            append(Deployed.Outcome.HEALTHY, "", outcome.previous(), outcome.configurationHash());
        } catch (LedgerFailure e) {
            throw new LedgerFailure(
                    "The " + target.deployment() + " is now " + image + " and healthy, but that is not recorded: "
                            + e.getMessage(),
                    "Correct that and run the build again, which changes nothing more and records it",
                    e);
        }
        return outcome;
    }

    /** What cannot be written down here takes nothing from the failure itself. */
    private void recordUnhealthy(Deployed.Outcome outcome, String reason, Exception failure)
            throws IOException, InterruptedException {
        show(outcome == Deployed.Outcome.FAILED ? BoardLine.Kind.FAILED : BoardLine.Kind.ABORTED, reason);
        try {
            append(outcome, reason, Optional.empty(), "");
        } catch (LedgerFailure e) {
            failure.addSuppressed(e);
            surroundings.log().line("WARNING: this is not recorded: " + e.getMessage());
        }
    }

    private void show(BoardLine.Kind kind, String reason) throws IOException, InterruptedException {
        surroundings.show(line(kind).because(reason));
    }

    private BoardLine line(BoardLine.Kind what) {
        BoardLine line = surroundings
                .line(what, target.component())
                .with(image)
                .in(target.environment())
                .linked(target.chain().links());
        return force.map(overruled -> line.forcedBy(overruled.by())).orElse(line);
    }

    private void showHealthy() throws IOException, InterruptedException {
        BoardLine line = line(kind == Deployed.Kind.ROLLBACK ? BoardLine.Kind.ROLLED_BACK : BoardLine.Kind.DEPLOYED);
        Optional<EnvironmentName> before = target.environment().requires();
        if (before.isPresent()) {
            try {
                Optional<BuildRef> promoter =
                        new Origin(ledger).promoter(image.digest(), target.deployment(), before.get());
                promoter.ifPresent(build -> line.promotedFrom(before.get(), build));
            } catch (LedgerFailure e) {
                surroundings.log().line("WARNING: the page of this build lacks its origin: " + e.getMessage());
            }
        }
        surroundings.show(line);
    }

    private void append(Deployed.Outcome outcome, String reason, Optional<ImageRef> previous, String configurationHash)
            throws LedgerFailure, IOException, InterruptedException {
        // an interrupt would close the file that is written
        boolean interrupted = Thread.interrupted();
        try {
            ledger.append(entry(outcome, reason, previous, configurationHash));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Deployed entry(
            Deployed.Outcome outcome, String reason, Optional<ImageRef> previous, String configurationHash)
            throws IOException, InterruptedException {
        return new Deployed(
                Clock.systemUTC().instant(),
                surroundings.buildRef(),
                surroundings.transaction().value(),
                target.deployment(),
                image,
                previous,
                kind,
                outcome,
                reason,
                force,
                configurationHash,
                surroundings.startedBy());
    }
}
