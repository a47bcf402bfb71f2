package io.jenkins.plugins.promotionchain.engine.diagnose;

/** What people notice. */
public enum Problem {
    HEALTH_CHECK_FAILS("the health check fails", Urgency.NOW),
    BAD_GATEWAY("the frontend shows 502", Urgency.NOW),
    WRONG_ENV_CONFIG("env-config.js is wrong", Urgency.NOW),
    NO_WAY_IN("the server cannot be looked at", Urgency.NOT_KNOWN),
    /** What runs has got it; what will be deployed would not. */
    CREDENTIAL_MISSING("a credential is missing", Urgency.NEXT),
    MIGRATION_FAILS("the migration fails", Urgency.NEXT),
    PROXY_REFUSES("nginx refuses its configuration", Urgency.NEXT),
    /** What served before serves on. */
    DEPLOYMENT_FAILED("the last deployment failed", Urgency.PAST);

    private final String words;
    private final Urgency urgency;

    Problem(String words, Urgency urgency) {
        this.words = words;
        this.urgency = urgency;
    }

    /** When people notice it. */
    public Urgency urgency() {
        return urgency;
    }

    @Override
    public String toString() {
        return words;
    }
}
