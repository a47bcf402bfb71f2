package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.engine.time.Suspended;
import io.jenkins.plugins.promotionchain.engine.transaction.Attendance;
import java.time.Duration;

/**
 * Follows a transaction closely as long as it tells something, and leaves it alone, for a while each time, when it has
 * been silent: so a step that waits for a lock or a long command holds neither a thread nor a connection. Used by one
 * thread, for one attempt.
 */
final class StepAttendance implements Attendance {

    /** Silence after which a step leaves. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration SHORTEST = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final int visits;
    private final boolean cancels;
    private Duration silence;

    private StepAttendance(int visits, boolean cancels) {
        this.visits = visits;
        this.cancels = cancels;
        this.silence = visits == 0 ? Duration.ZERO : PATIENCE;
    }

    /** @param visits how often it was left before */
    static StepAttendance after(int visits) {
        return new StepAttendance(visits, false);
    }

    /** Of an aborted step: begins nothing, and has what runs cancelled. */
    static StepAttendance cancelling() {
        return new StepAttendance(0, true);
    }

    @Override
    public void acts() throws InterruptedException {
        if (cancels) {
            throw new InterruptedException("The build was aborted");
        }
    }

    @Override
    public void hears() {
        silence = Duration.ZERO;
    }

    @Override
    public void waits(Duration pause) throws InterruptedException {
        acts();
        if (silence.compareTo(PATIENCE) >= 0) {
            throw new Suspended(
                    SHORTEST.multipliedBy(visits + 1L).compareTo(LONGEST) < 0
                            ? SHORTEST.multipliedBy(visits + 1L)
                            : LONGEST);
        }
        silence = silence.plus(pause);
    }
}
