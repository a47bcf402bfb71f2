package io.jenkins.plugins.promotionchain.ledger.gate;

import io.jenkins.plugins.promotionchain.engine.failure.LedgerFailure;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;

/** One thing that an environment asks of an image. */
interface Condition {

    /** @throws LedgerFailure when the ledger cannot be asked */
    Finding of(ComponentName component, ImageDigest digest) throws LedgerFailure;
}
