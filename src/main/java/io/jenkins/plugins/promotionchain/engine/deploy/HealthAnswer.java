package io.jenkins.plugins.promotionchain.engine.deploy;

import java.util.OptionalInt;

/**
 * What one attempt of a health check brought.
 *
 * @param status HTTP status, where an answer came
 * @param text beginning of the answer, or why there was none
 */
public record HealthAnswer(OptionalInt status, String text) {

    static HealthAnswer of(HttpAnswer answer) {
        return new HealthAnswer(OptionalInt.of(answer.status()), answer.beginning());
    }

    static HealthAnswer none(String why) {
        return new HealthAnswer(OptionalInt.empty(), why);
    }

    /** Without the answer's text, which is the application's and belongs in the log only. */
    public String brief() {
        return status.isPresent() ? "HTTP " + status.getAsInt() : "no answer: " + text;
    }

    @Override
    public String toString() {
        return status.isPresent() && !text.isEmpty() ? brief() + ": " + text : brief();
    }
}
