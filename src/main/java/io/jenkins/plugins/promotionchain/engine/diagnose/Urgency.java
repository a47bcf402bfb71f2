package io.jenkins.plugins.promotionchain.engine.diagnose;

/** When people notice a problem; what they suffer from is told before what they will. */
public enum Urgency {
    /** Visitors suffer from it. */
    NOW,
    /** Whether they do cannot be told. */
    NOT_KNOWN,
    /** The next deployment, migration or restart will. */
    NEXT,
    /** It is over, and whoever asks has to know how it ended. */
    PAST
}
