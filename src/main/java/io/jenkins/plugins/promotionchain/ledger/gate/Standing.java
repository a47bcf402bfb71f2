package io.jenkins.plugins.promotionchain.ledger.gate;

import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Verified;
import java.util.List;

/** How an image stands in one place: the last word on it there. */
sealed interface Standing {

    /** What the next word makes of it. */
    Standing after(Deployed deployed);

    /** As above. A verification says nothing of an image that was never healthy there. */
    default Standing after(Verified verified) {
        return this;
    }

    /** @param history what the ledger has of the image, oldest first */
    static Standing of(DeploymentTarget place, List<LedgerEntry> history) {
        Standing standing = new NeverThere();
        for (LedgerEntry entry : history) {
            if (entry instanceof Deployed deployed && deployed.target().equals(place)) {
                standing = standing.after(deployed);
            } else if (entry instanceof Verified verified && verified.target().equals(place)) {
                standing = standing.after(verified);
            }
        }
        return standing;
    }

    /** It was never deployed there. */
    record NeverThere() implements Standing {

        @Override
        public Standing after(Deployed deployed) {
            return deployed.outcome() == Deployed.Outcome.HEALTHY ? new Good(deployed) : new NeverHealthy(deployed);
        }
    }

    /** Every deployment of it there failed or was aborted. */
    record NeverHealthy(Deployed last) implements Standing {

        @Override
        public Standing after(Deployed deployed) {
            return deployed.outcome() == Deployed.Outcome.HEALTHY ? new Good(deployed) : new NeverHealthy(deployed);
        }
    }

    /** It is healthy there, or was when it last was there. */
    record Good(Deployed deployment) implements Standing {

        /** An attempt that failed or was aborted has undone itself: it takes nothing from one that became healthy. */
        @Override
        public Standing after(Deployed deployed) {
            return deployed.outcome() == Deployed.Outcome.HEALTHY ? new Good(deployed) : this;
        }

        @Override
        public Standing after(Verified verified) {
            return verified.result() == Verified.Result.FAILED ? new Superseded(deployment, verified) : this;
        }
    }

    /**
     * It was healthy there, and was found failing since.
     *
     * @param deployment by which it was healthy
     * @param word the verification that failed
     */
    record Superseded(Deployed deployment, Verified word) implements Standing {

        @Override
        public Standing after(Deployed deployed) {
            return deployed.outcome() == Deployed.Outcome.HEALTHY ? new Good(deployed) : this;
        }

        @Override
        public Standing after(Verified verified) {
            return verified.result() == Verified.Result.FAILED
                    ? new Superseded(deployment, verified)
                    : new Good(deployment);
        }
    }
}
