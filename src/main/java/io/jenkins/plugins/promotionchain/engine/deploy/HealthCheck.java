package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * When a container counts as healthy: an HTTP GET, redirects followed, answers with the expected status.
 *
 * @param path begins with a slash; may have a query; characters outside ASCII and spaces are percent-encoded
 * @param expectedStatus 100 to 599
 * @param attempts at least 1
 * @param interval time between two attempts
 * @param virtualHost what the {@code Host} header says; none: the address and port that the server itself uses. For an
 *     application that answers to certain names only (Django's {@code ALLOWED_HOSTS})
 */
public record HealthCheck(
        String path, int expectedStatus, int attempts, Duration interval, Optional<HostAddress> virtualHost) {

    /** How long one attempt waits for an answer. */
    public static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

    private static final Pattern REQUEST_TARGET =
            Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})+");

    public HealthCheck {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("A health path begins with a slash; '" + path + "' does not");
        }
        if (!REQUEST_TARGET.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "'" + path + "' is not a health path: percent-encode what is not a plain ASCII character of a URL");
        }
        if (expectedStatus < 100 || expectedStatus > 599) {
            throw new IllegalArgumentException("An HTTP status is a number from 100 to 599, not " + expectedStatus);
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("A health check needs at least one attempt, not " + attempts);
        }
        if (interval.isNegative()) {
            throw new IllegalArgumentException("The time between two attempts cannot be negative: " + interval);
        }
    }

    /** One that asks under the address of the server. */
    public HealthCheck(String path, int expectedStatus, int attempts, Duration interval) {
        this(path, expectedStatus, attempts, interval, Optional.empty());
    }

    /** 20 attempts every 5 seconds, as the first user's pipeline has it. */
    public static HealthCheck backend(String path) {
        return new HealthCheck(path, 200, 20, Duration.ofSeconds(5));
    }

    /** 10 attempts every 5 seconds. */
    public static HealthCheck frontend(String path) {
        return new HealthCheck(path, 200, 10, Duration.ofSeconds(5));
    }

    /** As a container's label keeps it: status, attempts, milliseconds between two, host or {@code -}, path. */
    String toLabel() {
        return expectedStatus + " " + attempts + " " + interval.toMillis() + " "
                + virtualHost.map(HostAddress::value).orElse("-") + " " + path;
    }

    /**
     * Reads what {@link #toLabel} writes.
     *
     * @throws IllegalArgumentException when it is nothing of that kind
     */
    public static HealthCheck ofLabel(String label) {
        String[] words = label.split(" ");
        if (words.length != 5) {
            throw new IllegalArgumentException("'" + label + "' describes no health check");
        }
        return new HealthCheck(
                words[4],
                Integer.parseInt(words[0]),
                Integer.parseInt(words[1]),
                Duration.ofMillis(Long.parseLong(words[2])),
                words[3].equals("-") ? Optional.empty() : Optional.of(HostAddress.of(words[3])));
    }

    /** How long a container has to become healthy at least: attempts times interval. */
    public Duration patience() {
        return interval.multipliedBy(attempts);
    }
}
