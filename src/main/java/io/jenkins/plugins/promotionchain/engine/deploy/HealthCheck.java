package io.jenkins.plugins.promotionchain.engine.deploy;

import java.time.Duration;

/**
 * When a container counts as healthy: an HTTP GET, redirects followed, answers with the expected status.
 *
 * @param path begins with a slash
 * @param expectedStatus 100 to 599
 * @param attempts at least 1
 * @param interval time between two attempts
 */
public record HealthCheck(String path, int expectedStatus, int attempts, Duration interval) {

    /** How long one attempt waits for an answer. */
    public static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

    public HealthCheck {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("A health path begins with a slash; '" + path + "' does not");
        }
        if (expectedStatus < 100 || expectedStatus > 599) {
            throw new IllegalArgumentException("An HTTP status is a number from 100 to 599, not " + expectedStatus);
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("A health check needs at least one attempt, not " + attempts);
        }
    }

    /** 20 attempts every 5 seconds, as the first user's pipeline has it. */
    public static HealthCheck backend(String path) {
        return new HealthCheck(path, 200, 20, Duration.ofSeconds(5));
    }

    /** 10 attempts every 5 seconds. */
    public static HealthCheck frontend(String path) {
        return new HealthCheck(path, 200, 10, Duration.ofSeconds(5));
    }
}
