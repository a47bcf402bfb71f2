package io.jenkins.plugins.promotionchain.steps;

import hudson.Extension;
import hudson.ExtensionList;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.util.Timer;

/**
 * The threads that steps work on, shared by all builds. What waits holds none. At most {@value #MOST} steps work on
 * servers at the same time, the others take turns in the order in which they came; a step that has an agent is limited by
 * the agent's executors and gets its thread at once. Safe for use by several threads.
 */
@Extension
public final class StepThreads {

    /** Steps that work on servers at the same time. */
    static final int MOST = 32;

    private static final Duration IDLE = Duration.ofSeconds(30);

    private final ExecutorService servers;
    private final ExecutorService agents;

    /** Where a step works. */
    enum Where {
        SERVER,
        AGENT
    }

    /** Called by Jenkins once. */
    public StepThreads() {
        ThreadFactory factory = factory();
        ThreadPoolExecutor bounded = new ThreadPoolExecutor(
                MOST, MOST, IDLE.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        bounded.allowCoreThreadTimeOut(true);
        this.servers = bounded;
        this.agents = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE.toSeconds(), TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    static StepThreads get() {
        return ExtensionList.lookupSingleton(StepThreads.class);
    }

    /** Runs a task as soon as a thread is free. */
    void run(Where where, Runnable task) {
        (where == Where.SERVER ? servers : agents).execute(task);
    }

    /** Runs a task after a pause, in which it holds no thread. */
    void runLater(Where where, Runnable task, Duration pause) {
        Timer.get().schedule(() -> run(where, task), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ThreadFactory factory() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "promotion-chain " + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(StepThreads.class.getClassLoader());
            return thread;
        };
    }
}
