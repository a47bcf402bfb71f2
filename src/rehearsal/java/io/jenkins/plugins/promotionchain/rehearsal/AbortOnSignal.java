package io.jenkins.plugins.promotionchain.rehearsal;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes an abort of a signal to end (SIGINT, SIGTERM, SIGHUP): the thread at work is interrupted, and the program ends
 * when it has left everything in order. The exit status is then the signal's, 130 or 143.
 */
final class AbortOnSignal {

    /** Longer than a step may take to stop. */
    private static final int STOP_SECONDS = 150;

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::abort, "abort");
    private final PrintStream errors;

    private AbortOnSignal(PrintStream errors) {
        this.errors = errors;
    }

    static <T> T during(Callable<T> work, PrintStream errors) throws Exception {
        AbortOnSignal abort = new AbortOnSignal(errors);
        Runtime.getRuntime().addShutdownHook(abort.hook);
        try {
            return work.call();
        } finally {
            abort.done.countDown();
            abort.removeHook();
        }
    }

    private void abort() {
        worker.interrupt();
        try {
            if (!done.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                errors.println("rehearse: the build did not stop within " + STOP_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The signal has come: the hook is at work and ends with the build.
            Thread.yield();
        }
    }
}
