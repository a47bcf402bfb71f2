package io.jenkins.plugins.promotionchain.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.time.Suspended;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StepAttendanceTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void leavesATransactionThatHasBeenSilentForTenSeconds() throws Exception {
        StepAttendance attendance = StepAttendance.after(0, () -> {});
        for (int second = 0; second < 10; second++) {
            attendance.waits(SECOND);
        }

        assertThat(suspension(attendance).pause()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void leavesALockThatPassesFromHandToHand() throws Exception {
        StepAttendance attendance = StepAttendance.after(0, () -> {});
        for (int holder = 0; holder < 2; holder++) {
            for (int second = 0; second < 4; second++) {
                attendance.waits(SECOND);
            }
            attendance.hears();
        }
        attendance.waits(SECOND);
        attendance.waits(SECOND);

        assertThat(suspension(attendance).pause()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void staysAsLongAsThereAreNews() {
        StepAttendance attendance = StepAttendance.after(0, () -> {});

        assertThatCode(() -> {
                    for (int second = 0; second < 60; second++) {
                        attendance.waits(SECOND);
                        attendance.hears();
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void leavesAtOnceWhenItComesBackAndNothingIsNewAndComesBackLessOften() {
        assertThat(suspension(StepAttendance.after(1, () -> {})).pause()).isEqualTo(Duration.ofSeconds(6));
        assertThat(suspension(StepAttendance.after(500, () -> {})).pause()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void staysAgainOnceThereAreNews() {
        StepAttendance attendance = StepAttendance.after(7, () -> {});
        attendance.hears();

        assertThatCode(() -> attendance.waits(SECOND)).doesNotThrowAnyException();
    }

    @Test
    void leavesSoonAgainWhereTheNewsWereOnlyThatTheLockHasAnotherHolder() throws Exception {
        StepAttendance attendance = StepAttendance.after(7, () -> {});
        attendance.hears();
        attendance.waits(SECOND);
        attendance.waits(SECOND);

        assertThat(suspension(attendance).pause()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void beginsAndAnswersNothingForAnAbortedStep() {
        StepAttendance attendance = StepAttendance.cancelling();

        assertThatThrownBy(attendance::acts).isInstanceOf(InterruptedException.class);
        assertThatThrownBy(() -> attendance.waits(SECOND)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void hasWhatWasReadSavedOnceInAnAttempt() {
        AtomicInteger saved = new AtomicInteger();
        StepAttendance attendance = StepAttendance.after(0, saved::incrementAndGet);
        attendance.hears();
        attendance.hears();

        assertThat(saved).hasValue(1);
    }

    private static Suspended suspension(StepAttendance attendance) {
        try {
            attendance.waits(SECOND);
        } catch (Suspended e) {
            return e;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("stayed");
    }
}
