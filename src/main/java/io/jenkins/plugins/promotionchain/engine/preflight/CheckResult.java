package io.jenkins.plugins.promotionchain.engine.preflight;

/** What came out of a check. */
public enum CheckResult {
    /** It is as it should be. */
    OK,
    /** Something to look after, in spite of which a deployment may succeed. */
    WARNING,
    /** A deployment would fail. */
    FAILED,
    /** Nothing can be said, because an earlier check failed or what is asked about is not there yet. */
    SKIPPED
}
