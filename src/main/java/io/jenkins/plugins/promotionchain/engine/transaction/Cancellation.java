package io.jenkins.plugins.promotionchain.engine.transaction;

import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What an aborted build still does: the thread is interrupted, so that nothing could wait on it any more. Here it can; a
 * second abort ends it at once, and the server then goes on alone.
 */
record Cancellation(Work work) {

    private static final Logger LOGGER = Logger.getLogger(Cancellation.class.getName());

    @FunctionalInterface
    interface Work {
        void run() throws PromotionFailure, InterruptedException;
    }

    void run() {
        Thread.interrupted();
        try {
            work.run();
        } catch (PromotionFailure e) {
            LOGGER.log(Level.WARNING, "An aborted transaction could not be followed to its end", e);
        } catch (InterruptedException e) {
            LOGGER.log(Level.INFO, "Aborted again while a transaction was being cancelled; it undoes itself alone");
        }
    }
}
