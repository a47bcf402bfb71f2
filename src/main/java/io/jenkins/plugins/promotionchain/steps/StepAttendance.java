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

    /** Silence after which a step leaves for the first time, and later. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration LATER_PATIENCE = Duration.ofSeconds(2);

    private static final Duration SHORTEST = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final int visits;
    private final boolean cancels;
    private final Runnable saving;
    private Duration patience;
    private Duration waited = Duration.ZERO;
    private boolean saved;
    private Duration silence;

    private StepAttendance(int visits, boolean cancels, Runnable saving) {
        this.visits = visits;
        this.cancels = cancels;
        this.saving = saving;
        this.patience = visits == 0 ? PATIENCE : LATER_PATIENCE;
        this.silence = visits == 0 ? Duration.ZERO : patience;
    }

    /**
     * @param visits how often it was left before
     * @param saving makes last what has been read, for the case of a restart; called once, as it writes all of the build
     */
    static StepAttendance after(int visits, Runnable saving) {
        return new StepAttendance(visits, false, saving);
    }

    /** Of an aborted step: begins nothing, and has what runs cancelled. */
    static StepAttendance cancelling() {
        return new StepAttendance(0, true, () -> {});
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
        if (!saved) {
            saved = true;
            saving.run();
        }
    }

    @Override
    public void waits(Duration pause) throws InterruptedException {
        acts();
        if (silence.compareTo(patience) >= 0) {
            throw new Suspended(
                    SHORTEST.multipliedBy(visits + 1L).compareTo(LONGEST) < 0
                            ? SHORTEST.multipliedBy(visits + 1L)
                            : LONGEST);
        }
        silence = silence.plus(pause);
        waited = waited.plus(pause);
        if (waited.compareTo(PATIENCE) >= 0) {
            patience = LATER_PATIENCE;
        }
    }
}
