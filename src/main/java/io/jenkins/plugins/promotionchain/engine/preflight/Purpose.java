package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;

/** Why one looks: decides about what is wrong without making a deployment fail for certain. */
public enum Purpose {
    /** Somebody wants to know: all that is wrong counts as failed. */
    QUESTION,
    /** A deployment is about to begin: only what would make it fail for certain may stop it. */
    DEPLOYMENT;

    /** Something is wrong with which a deployment may succeed. */
    PreflightCheck doubtful(CheckKind kind, PromotionFailure failure) {
        return this == QUESTION ? PreflightCheck.failed(kind, failure) : PreflightCheck.warning(kind, failure);
    }
}
