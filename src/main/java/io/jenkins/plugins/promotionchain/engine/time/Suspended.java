package io.jenkins.plugins.promotionchain.engine.time;

import java.time.Duration;

/**
 * Work that can be called again stopped because what it waits for takes long: it gives its thread back, holds nothing and
 * has lost nothing. Not a failure; whoever calls the work calls it again after the pause.
 */
public final class Suspended extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration pause;

    /** @param pause before it is worth while to look again */
    public Suspended(Duration pause) {
        super("Waiting; to be called again in " + pause.toSeconds() + " s", null, false, false);
        this.pause = pause;
    }

    /** Before it is worth while to look again. */
    public Duration pause() {
        return pause;
    }
}
