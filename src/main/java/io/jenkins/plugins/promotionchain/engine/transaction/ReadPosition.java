package io.jenkins.plugins.promotionchain.engine.transaction;

import io.jenkins.plugins.promotionchain.engine.log.Log;
import java.io.Serializable;

/**
 * How much of a transaction's log the build log has, so that a step that goes on after a restart does not repeat it.
 * Saved with the step. Safe for use by several threads.
 */
public final class ReadPosition implements Serializable {

    private static final long serialVersionUID = 1L;

    private volatile long bytes;
    private volatile boolean repeating;

    /** Writes to another log what is new, and nothing while what was read before is read again. */
    public Log onlyNew(Log log) {
        return line -> {
            if (!repeating) {
                log.line(line);
            }
        };
    }

    /** How many bytes to read at most, so that what is read is either all old or all new. */
    int most(long offset, int wanted) {
        repeating = offset < bytes;
        return repeating ? (int) Math.min(wanted, bytes - offset) : wanted;
    }

    void reached(long position) {
        repeating = false;
        bytes = Math.max(bytes, position);
    }
}
