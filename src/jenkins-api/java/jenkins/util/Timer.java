package jenkins.util;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. Runs what it is given, for the rehearsal. */
public class Timer {

    private static final ScheduledExecutorService SERVICE = service();

    private Timer() {}

    public static synchronized ScheduledExecutorService get() {
        return SERVICE;
    }

    private static ScheduledExecutorService service() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(2, task -> {
            Thread thread = new Thread(task, "jenkins.util.Timer");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }
}
