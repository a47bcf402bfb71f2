package io.jenkins.plugins.promotionchain.rehearsal.run;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Interrupts work that takes too long. */
final class Deadline {

    private Deadline() {}

    /** Work that may fail like a step. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws StepFailed, InterruptedException;
    }

    /** @throws InterruptedException when the time was over, or the build was aborted */
    static <T> T within(Duration limit, Work<T> work) throws StepFailed, InterruptedException {
        Thread worker = Thread.currentThread();
        AtomicBoolean over = new AtomicBoolean();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "timeout");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> alarm = clock.schedule(
                () -> {
                    over.set(true);
                    worker.interrupt();
                },
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return work.run();
        } finally {
            alarm.cancel(false);
            clock.shutdownNow();
            if (over.get()) {
                // The alarm may have come while the work was ending; it must not hit what comes next.
                Thread.interrupted();
            }
        }
    }
}
