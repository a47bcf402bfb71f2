package io.jenkins.plugins.promotionchain.engine.time;

import java.time.Duration;

/** Waits; a test passes one that does not. */
@FunctionalInterface
public interface Sleeper {

    void sleep(Duration duration) throws InterruptedException;

    /** Waits for real. */
    static Sleeper real() {
        return duration -> Thread.sleep(duration.toMillis());
    }
}
