package io.jenkins.plugins.promotionchain.engine.transaction;

import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import java.util.Optional;

/**
 * How a transaction ended.
 *
 * @param status its exit status; {@link #DIED} when its process is gone without one
 * @param told what its script told by name
 * @param refused why its gatekeeper had it undone
 */
public record TransactionEnd(int status, Told told, Optional<PromotionFailure> refused) {

    public static final int DIED = -1;

    /** The build was silent for so long that the work undid itself. */
    public static final int ABANDONED = 10;

    /** The gatekeeper had it undone. */
    public static final int REFUSED = 11;

    /** The lock did not come free in time; nothing was changed. */
    public static final int LOCKED = 12;

    /** Its log took no more, so that it could not ask its gatekeeper: the disk is full. */
    public static final int UNHEARD = 13;

    public boolean succeeded() {
        return status == 0;
    }
}
