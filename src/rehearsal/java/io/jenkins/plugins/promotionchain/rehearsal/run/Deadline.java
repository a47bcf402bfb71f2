package io.jenkins.plugins.promotionchain.rehearsal.run;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Interrupts work that takes too long. */
final class Deadline {

    private final Thread worker = Thread.currentThread();
    private final Scope scope;
    private boolean ended;
    private boolean over;

    private Deadline(Scope scope) {
        this.scope = scope;
    }

    /** Work that may be interrupted. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws Exception;
    }

    /**
     * Runs the work on this thread.
     *
     * @param scope is told when the time is over
     * @throws TimeoutExceeded when the time was over and the work took the interrupt
     */
    static <T> T within(Duration limit, Scope scope, Work<T> work) throws Exception {
        Deadline deadline = new Deadline(scope);
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "timeout");
            thread.setDaemon(true);
            return thread;
        });
        clock.schedule(deadline::alarm, limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            T result = work.run();
            deadline.end();
            return result;
        } catch (InterruptedException e) {
            throw deadline.end() ? new TimeoutExceeded() : e;
        } finally {
            deadline.end();
            clock.shutdownNow();
        }
    }

    private synchronized void alarm() {
        if (!ended) {
            over = true;
            scope.say("Cancelling nested steps due to timeout");
            worker.interrupt();
        }
    }

    /** Whether the time was over. An interrupt that came while the work was ending must not hit what comes next. */
    private synchronized boolean end() {
        if (!ended && over) {
            Thread.interrupted();
        }
        ended = true;
        return over;
    }
}
