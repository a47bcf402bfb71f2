package io.jenkins.plugins.promotionchain.engine.transaction;

import io.jenkins.plugins.promotionchain.engine.time.Suspended;
import java.time.Duration;

/**
 * How somebody follows a transaction that waits, for a lock or for a long command. Who follows is told of news and of
 * each pause, and may leave in a pause: the transaction goes on, and the same call finds it again.
 */
public interface Attendance {

    /** Stays until the end. */
    Attendance CONSTANT = new Attendance() {
        @Override
        public void acts() {
            // nothing forbids it
        }

        @Override
        public void hears() {
            // stays in any case
        }

        @Override
        public void waits(Duration pause) {
            // stays in any case
        }
    };

    /**
     * The transaction is about to be started, or to be answered.
     *
     * @throws InterruptedException when that is no longer wanted; what runs already is cancelled
     */
    void acts() throws InterruptedException;

    /** The transaction has told something new. */
    void hears();

    /**
     * There is nothing to do but to wait.
     *
     * @throws Suspended to leave
     * @throws InterruptedException when the transaction is to be cancelled
     */
    void waits(Duration pause) throws InterruptedException;
}
