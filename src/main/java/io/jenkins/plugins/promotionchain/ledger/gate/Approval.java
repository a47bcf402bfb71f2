package io.jenkins.plugins.promotionchain.ledger.gate;

import io.jenkins.plugins.promotionchain.engine.failure.LedgerFailure;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Approved;
import java.util.Optional;

/** Somebody who may has approved the image for the environment. */
final class Approval implements Condition {

    private final LedgerView ledger;
    private final ApplicationName application;
    private final GateRule rule;
    private final Membership membership;

    Approval(LedgerView ledger, ApplicationName application, GateRule rule, Membership membership) {
        this.ledger = ledger;
        this.application = application;
        this.rule = rule;
        this.membership = membership;
    }

    @Override
    public Finding of(ComponentName component, ImageDigest digest) throws LedgerFailure {
        Optional<Approved> byAnother = Optional.empty();
        for (LedgerEntry entry : ledger.of(digest)) {
            if (entry instanceof Approved approved && isFor(approved, digest)) {
                if (membership.isOneOf(approved.by(), rule.approvers())) {
                    return new Finding.Holds("approved for " + rule.environment() + " by " + approved.by() + " at "
                            + Wording.time(approved.at()));
                }
                byAnother = Optional.of(approved);
            }
        }
        String who = String.join(" or ", rule.approvers());
        String missing = byAnother
                .map(approved -> "was approved for " + rule.environment() + " by " + approved.by() + " at "
                        + Wording.time(approved.at()) + ", who is not among those who may: " + who)
                .orElse("was approved for " + rule.environment() + " by nobody");
        return new Finding.Lacks(
                missing, "Ask " + who + " to approve it (approvePromotion environment: '" + rule.environment() + "')");
    }

    private boolean isFor(Approved approved, ImageDigest digest) {
        return approved.application().equals(application)
                && approved.environment().equals(rule.environment())
                && approved.digests().contains(digest);
    }
}
