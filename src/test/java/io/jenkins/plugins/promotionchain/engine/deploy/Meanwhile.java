package io.jenkins.plugins.promotionchain.engine.deploy;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Something that happens in another thread; closing waits for it and hands its failure on. */
final class Meanwhile implements AutoCloseable {

    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Thread thread;

    Meanwhile(FaultScenario.Act act) {
        thread = new Thread(
                () -> {
                    try {
                        act.run();
                    } catch (Exception | AssertionError e) {
                        failure.set(e);
                    }
                },
                "meanwhile");
        thread.start();
    }

    Thread thread() {
        return thread;
    }

    /** What it ended with, once it has ended. */
    Optional<Throwable> failure() throws InterruptedException {
        thread.join();
        return Optional.ofNullable(failure.get());
    }

    @Override
    public void close() throws Exception {
        thread.join();
        if (failure.get() != null) {
            throw new IllegalStateException("What happened meanwhile failed", failure.get());
        }
    }
}
