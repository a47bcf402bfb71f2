package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.image.BuildOutcome;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.ledger.Ledger;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Built;
import java.io.IOException;
import java.time.Clock;

/** Writes down what {@code buildOnce} has built or found. Used by one thread. */
final class RecordedBuild {

    private final Surroundings surroundings;
    private final Ledger ledger;

    /** @throws PromotionFailure when the ledger cannot be opened; nothing was built */
    RecordedBuild(Surroundings surroundings, ApplicationName application) throws PromotionFailure {
        this.surroundings = surroundings;
        this.ledger = surroundings.ledger(application);
    }

    /** @throws PromotionFailure when it cannot be written down; the image is in the registry all the same */
    BuildOutcome of(BuildOutcome outcome) throws PromotionFailure, IOException, InterruptedException {
        surroundings.remember(outcome.component(), outcome.image());
        ledger.append(new Built(
                Clock.systemUTC().instant(),
                surroundings.buildRef(),
                outcome.component(),
                outcome.image(),
                outcome.fingerprint(),
                outcome.commit(),
                outcome.origin() == BuildOutcome.Origin.BUILT ? Built.Origin.BUILT : Built.Origin.REUSED));
        return outcome;
    }
}
