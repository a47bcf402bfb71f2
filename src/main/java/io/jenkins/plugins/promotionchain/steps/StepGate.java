package io.jenkins.plugins.promotionchain.steps;

import hudson.model.Run;
import io.jenkins.plugins.promotionchain.board.BoardLine;
import io.jenkins.plugins.promotionchain.config.EnvironmentSettings;
import io.jenkins.plugins.promotionchain.config.PromotionChainConfiguration;
import io.jenkins.plugins.promotionchain.engine.deploy.ContainerRequest;
import io.jenkins.plugins.promotionchain.engine.failure.GateRefused;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.ledger.Ledger;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import io.jenkins.plugins.promotionchain.ledger.gate.Candidate;
import io.jenkins.plugins.promotionchain.ledger.gate.Gate;
import io.jenkins.plugins.promotionchain.ledger.gate.GateRule;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Asks the gate of an environment for a step, and lets a person who may force what it refuses. Used by one thread. */
final class StepGate {

    private final Surroundings surroundings;
    private final StepTarget target;
    private final Ledger ledger;

    StepGate(Surroundings surroundings, StepTarget target, Ledger ledger) {
        this.surroundings = surroundings;
        this.target = target;
        this.ledger = ledger;
    }

    /**
     * Asks for an image and for the release of the build that it is a part of.
     *
     * @param reason to force what the gate refuses; none: it is not forced
     * @return who forced it and why; none where the gate agreed
     * @throws GateRefused with all that is missing; nothing was changed
     * @throws PromotionFailure when the ledger cannot be read, which closes the gate
     */
    Optional<Deployed.Force> admit(ImageRef image, Optional<String> reason)
            throws PromotionFailure, IOException, InterruptedException {
        return admit(image, ReleaseAction.digestsOf(surroundings.build()), reason);
    }

    /**
     * Asks for an image alone that is to serve again, unless the server has kept its container: that one has served
     * there before.
     *
     * @throws InvalidInput when the step was under way at a restart, and the server runs something else since
     */
    Optional<Deployed.Force> admitBack(ContainerRequest found, Optional<String> reason)
            throws PromotionFailure, IOException, InterruptedException {
        Optional<GateAction.Pass> before = GateAction.of(surroundings.build(), surroundings.transaction());
        if (before.isPresent() && !before.get().image().equals(found.image())) {
            throw new InvalidInput(
                    "The rollback of the " + target.deployment() + " to "
                            + before.get().image()
                            + " was under way when Jenkins was restarted, and the server has changed since",
                    "See what serves now, and roll back again where that is not what is wanted");
        }
        if (found.kept().isEmpty()) {
            return admit(found.image(), Map.of(), reason);
        }
        surroundings
                .log()
                .line("Gate of " + target.environment().name() + ": the server has kept it, so it has served here");
        GateAction.record(
                surroundings.build(), surroundings.transaction(), new GateAction.Pass(found.image(), Optional.empty()));
        return Optional.empty();
    }

    private Optional<Deployed.Force> admit(
            ImageRef image, Map<ComponentName, ImageDigest> release, Optional<String> reason)
            throws PromotionFailure, IOException, InterruptedException {
        Run<?, ?> build = surroundings.build();
        Optional<GateAction.Pass> before = GateAction.of(build, surroundings.transaction());
        if (before.isPresent()) {
            return before.get().force();
        }
        Optional<Deployed.Force> force;
        try {
            force = ask(
                    Candidate.of(target.chain().application(), target.component(), image.digest(), release), reason);
        } catch (GateRefused e) {
            surroundings.show(surroundings
                    .line(BoardLine.Kind.REFUSED, target.component())
                    .with(image)
                    .in(target.environment())
                    .linked(target.chain().links())
                    .because(surroundings.mask(e.getMessage())));
            throw e;
        }
        GateAction.record(build, surroundings.transaction(), new GateAction.Pass(image, force));
        return force;
    }

    private Optional<Deployed.Force> ask(Candidate candidate, Optional<String> reason)
            throws PromotionFailure, IOException, InterruptedException {
        Gate gate = new Gate(ledger, Clock.systemUTC(), new JenkinsMembership());
        try {
            for (String why : gate.ask(rule(), candidate).reasons()) {
                surroundings.log().line("Gate of " + target.environment().name() + ": " + why);
            }
            return Optional.empty();
        } catch (GateRefused e) {
            if (reason.isEmpty()) {
                throw e;
            }
            return Optional.of(forced(e, reason.get()));
        }
    }

    private GateRule rule() {
        EnvironmentSettings environment = target.environment();
        return new GateRule(
                environment.name(),
                environment.requires(),
                environment.gate().soak(),
                environment.gate().approvers());
    }

    private Deployed.Force forced(GateRefused refusal, String reason)
            throws GateRefused, IOException, InterruptedException {
        Run<?, ?> build = surroundings.build();
        Starter starter = Starter.of(build)
                .orElseThrow(() -> new GateRefused(
                        refusal.getMessage() + " It cannot be forced, as no person known to Jenkins started this build",
                        "Start it by hand, with an account that has the permission Promotion Chain/Force"));
        if (!build.getParent().hasPermission2(starter.authentication(), PromotionChainConfiguration.FORCE)) {
            throw new GateRefused(
                    refusal.getMessage() + " It cannot be forced by " + starter.id()
                            + ", who has not the permission Promotion Chain/Force for "
                            + build.getParent().getFullName(),
                    "Let somebody start the build who has it");
        }
        surroundings
                .log()
                .line("FORCED by " + starter.id() + ": " + reason + ". What the gate had to say: "
                        + refusal.getMessage());
        return new Deployed.Force(starter.id(), reason);
    }
}
