package io.jenkins.plugins.promotionchain.engine.status;

/**
 * What one question to a component brought.
 *
 * @param detail what was asked and answered, or why nothing was asked
 */
public record HealthNow(State state, String detail) {

    /** What came of it. */
    public enum State {
        HEALTHY,
        UNHEALTHY,
        NOT_ASKED
    }

    static HealthNow notAsked(String why) {
        return new HealthNow(State.NOT_ASKED, why);
    }

    @Override
    public String toString() {
        return switch (state) {
            case HEALTHY -> "healthy (" + detail + ")";
            case UNHEALTHY -> "unhealthy (" + detail + ")";
            case NOT_ASKED -> "not asked (" + detail + ")";
        };
    }
}
