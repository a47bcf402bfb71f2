package io.jenkins.plugins.promotionchain.ledger.gate;

import io.jenkins.plugins.promotionchain.engine.failure.GateRefused;
import io.jenkins.plugins.promotionchain.engine.failure.LedgerFailure;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.ledger.Ledger;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether an environment takes an image. It asks of every component of the release that differs from what the
 * environment runs. What it runs already, and what it ran healthy before, is let through without asking again.
 */
public final class Gate {

    private final LedgerView ledger;
    private final Clock clock;
    private final Membership membership;

    public Gate(Ledger ledger, Clock clock, Membership membership) {
        this(new WholeLedger(ledger), clock, membership);
    }

    Gate(LedgerView ledger, Clock clock, Membership membership) {
        this.ledger = ledger;
        this.clock = clock;
        this.membership = membership;
    }

    /**
     * Lets the candidate's component into the environment, or says what is missing.
     *
     * @throws GateRefused when something is missing for any component of the release that would change
     * @throws LedgerFailure when the ledger cannot be read: a gate that cannot be asked is closed
     */
    public Passage ask(GateRule rule, Candidate candidate) throws GateRefused, LedgerFailure {
        if (rule.asksNothing()) {
            return new Passage(List.of(rule.environment() + " takes every image"));
        }
        Optional<String> known = known(rule, candidate, candidate.component());
        if (known.isPresent()) {
            return new Passage(List.of(known.get()));
        }
        List<Condition> conditions = conditions(rule, candidate);
        Verdict verdict = new Verdict();
        for (Map.Entry<ComponentName, ImageDigest> part : candidate.release().entrySet()) {
            if (known(rule, candidate, part.getKey()).isEmpty()) {
                String image = part.getKey() + " " + part.getValue().shortForm();
                for (Condition condition : conditions) {
                    verdict.add(image, condition.of(part.getKey(), part.getValue()));
                }
            }
        }
        return verdict.passage(rule, candidate);
    }

    private List<Condition> conditions(GateRule rule, Candidate candidate) {
        List<Condition> conditions = new ArrayList<>();
        rule.requires()
                .ifPresent(required -> conditions.add(new HealthyBefore(
                        ledger,
                        candidate.application(),
                        required,
                        rule.soak().map(soak -> new Soaked(ledger, candidate.application(), required, soak, clock)))));
        if (!rule.approvers().isEmpty()) {
            conditions.add(new Approval(ledger, candidate.application(), rule, membership));
        }
        return conditions;
    }

    /** Why a component need not be asked about: the environment knows its image. */
    private Optional<String> known(GateRule rule, Candidate candidate, ComponentName component) throws LedgerFailure {
        DeploymentTarget here = candidate.in(rule.environment(), component);
        ImageDigest digest = candidate.release().get(component);
        String name = component + " " + digest.shortForm() + ": " + rule.environment();
        Optional<Deployed> current = ledger.current(here);
        if (current.isPresent() && current.get().image().digest().equals(digest)) {
            return Optional.of(name + " runs it already");
        }
        if (Standing.of(here, ledger.of(digest)) instanceof Standing.Good good) {
            return Optional.of(name + " ran it before, healthy (deployed at "
                    + Wording.time(good.deployment().at()) + " by "
                    + good.deployment().build() + ")");
        }
        return Optional.empty();
    }
}
