package io.jenkins.plugins.promotionchain.engine.deploy;

import java.time.Duration;

/**
 * How a container takes the place of another one.
 *
 * @param lockTimeout how long another deployment of the same component is waited for; whole seconds
 * @param drainTimeout how long requests that the old version has begun may take to end; whole seconds
 * @param keep old containers that stay on the server for a way back, with their images; 0 to 50
 */
public record SwapSettings(
        SwapStrategy strategy, Duration lockTimeout, Duration drainTimeout, int keep, SmokeTest smoke) {

    public static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofMinutes(10);
    public static final Duration DEFAULT_DRAIN_TIMEOUT = Duration.ofSeconds(30);
    public static final int DEFAULT_KEEP = 3;
    private static final int MOST_KEPT = 50;

    public SwapSettings {
        if (keep < 0 || keep > MOST_KEPT) {
            throw new IllegalArgumentException("0 to " + MOST_KEPT + " old containers can be kept, not " + keep);
        }
        if (lockTimeout.isNegative() || drainTimeout.isNegative()) {
            throw new IllegalArgumentException("A time to wait cannot be negative");
        }
    }

    /** For a server whose nginx is none of ours. */
    public SwapSettings withoutNginxUnlessAskedFor() {
        return strategy == SwapStrategy.AUTO
                ? new SwapSettings(SwapStrategy.RECREATE, lockTimeout, drainTimeout, keep, smoke)
                : this;
    }

    /** The defaults, with this strategy. */
    public static SwapSettings of(SwapStrategy strategy) {
        return new SwapSettings(strategy, DEFAULT_LOCK_TIMEOUT, DEFAULT_DRAIN_TIMEOUT, DEFAULT_KEEP, SmokeTest.NONE);
    }
}
