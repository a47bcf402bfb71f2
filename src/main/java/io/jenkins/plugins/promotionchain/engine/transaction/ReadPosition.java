package io.jenkins.plugins.promotionchain.engine.transaction;

import io.jenkins.plugins.promotionchain.engine.log.Log;
import java.io.Serializable;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How much of a transaction's log the build log has, and since when, so that a step that goes on after a pause or a
 * restart neither repeats it nor begins to count anew. Saved with the step. Safe for use by several threads.
 */
public final class ReadPosition implements Serializable {

    private static final long serialVersionUID = 1L;

    private volatile long bytes;
    private volatile boolean repeating;
    private volatile boolean begun;
    /** Milliseconds since 1970; absent in what an earlier version saved. */
    private Map<String, Long> firstSeen = new HashMap<>();

    /** Writes to another log what is new, and nothing while what was read before is read again. */
    public Log onlyNew(Log log) {
        return line -> {
            if (!repeating) {
                log.line(line);
            }
        };
    }

    /** From now on nothing is new until what was read before has been read again. */
    public void again() {
        repeating = true;
    }

    /** Whether there is a transaction to be found again. */
    public boolean begun() {
        return begun || bytes > 0;
    }

    /** When something was first told of: now, unless it was before. */
    public synchronized Instant since(String what, Instant now) {
        if (firstSeen == null) {
            firstSeen = new HashMap<>();
        }
        return Instant.ofEpochMilli(firstSeen.computeIfAbsent(what, any -> now.toEpochMilli()));
    }

    /** Whether this has not been told yet; from now on it has. */
    public synchronized boolean first(String what) {
        if (firstSeen == null) {
            firstSeen = new HashMap<>();
        }
        return firstSeen.putIfAbsent("told " + what, 0L) == null;
    }

    void starts() {
        begun = true;
    }

    /** How many bytes to read at most, so that what is read is either all old or all new. */
    int most(long offset, int wanted) {
        repeating = offset < bytes;
        return repeating ? (int) Math.min(wanted, bytes - offset) : wanted;
    }

    /** @return whether that is farther than ever before */
    boolean reached(long position) {
        repeating = false;
        boolean farther = position > bytes;
        bytes = Math.max(bytes, position);
        return farther;
    }
}
