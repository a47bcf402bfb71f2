package io.jenkins.plugins.promotionchain.engine.ssh;

import com.jcraft.jsch.JSchException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The one thread that calls JSch for a connection. JSch waits without heeding interruption (it clears the flag and
 * waits on), so that an aborted build would hang in it, or lose the abort; here the build's thread waits for this one
 * instead.
 */
final class ConnectionThread {

    private final ExecutorService executor;

    /** @param place for the name of the thread */
    ConnectionThread(String place) {
        executor = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "SSH to " + place);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Calls JSch and waits.
     *
     * @throws TimeoutException when it takes longer than the limit; the call then goes on, and later ones wait for it
     * @throws InterruptedException likewise
     */
    <T> T call(Callable<T> work, Duration limit) throws JSchException, TimeoutException, InterruptedException {
        Future<T> result = submit(work);
        try {
            return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    /** Does something after all calls so far, and waits for it even when the thread is interrupted meanwhile. */
    void finish(Callable<?> work, Duration limit) throws JSchException, TimeoutException {
        boolean interrupted = Thread.interrupted();
        long deadline = System.nanoTime() + limit.toNanos();
        Future<?> result = submit(work);
        try {
            while (true) {
                try {
                    result.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The connection may have been closed by another thread, when the build was aborted. */
    private <T> Future<T> submit(Callable<T> work) throws JSchException {
        try {
            return executor.submit(work);
        } catch (RejectedExecutionException e) {
            throw new JSchException("the connection was closed", e);
        }
    }

    /** Does a last thing after all calls so far, and ends the thread. */
    void end(Runnable work) {
        executor.execute(work);
        executor.shutdown();
    }

    boolean hasEnded() {
        return executor.isShutdown();
    }

    private static JSchException unwrapped(ExecutionException e) {
        if (e.getCause() instanceof JSchException fromJsch) {
            return fromJsch;
        }
        if (e.getCause() instanceof RuntimeException unexpected) {
            throw unexpected;
        }
        return new JSchException(String.valueOf(e.getCause()), e.getCause());
    }
}
