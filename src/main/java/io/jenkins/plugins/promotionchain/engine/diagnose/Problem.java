package io.jenkins.plugins.promotionchain.engine.diagnose;

/** What people notice. */
public enum Problem {
    NO_WAY_IN("the server cannot be looked at"),
    HEALTH_CHECK_FAILS("the health check fails"),
    BAD_GATEWAY("the frontend shows 502"),
    MIGRATION_FAILS("the migration fails"),
    WRONG_ENV_CONFIG("env-config.js is wrong"),
    PROXY_REFUSES("nginx refuses its configuration");

    private final String words;

    Problem(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
