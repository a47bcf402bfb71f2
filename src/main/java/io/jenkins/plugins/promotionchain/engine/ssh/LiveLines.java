package io.jenkins.plugins.promotionchain.engine.ssh;

import io.jenkins.plugins.promotionchain.engine.log.Log;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Hands lines on from JSch's session thread. What the log throws must not end the whole session there: it is kept for
 * the thread that runs the command.
 */
final class LiveLines implements Log {

    private final Log log;
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

    LiveLines(Log log) {
        this.log = log;
    }

    @Override
    public void line(String text) {
        try {
            log.line(text);
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    /** Throws what the log threw first, if it did. */
    void rethrow() {
        RuntimeException thrown = failure.get();
        if (thrown != null) {
            throw thrown;
        }
    }
}
