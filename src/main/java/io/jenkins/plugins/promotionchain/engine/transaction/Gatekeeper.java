package io.jenkins.plugins.promotionchain.engine.transaction;

import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;

/**
 * Answers a transaction that waits at a gate. What it does there has to be repeatable: after a cut connection or a
 * restart it is called again for the same gate.
 */
@FunctionalInterface
public interface Gatekeeper {

    /** The word that lets a transaction go on. */
    String GO = "go";

    /** For a transaction without gates. */
    Gatekeeper NONE = (gate, told) -> {
        throw new IllegalStateException("Nobody expected the gate " + gate);
    };

    /**
     * @param gate its name
     * @param told what the transaction has told by now
     * @return {@link #GO}, or another word that the transaction's script knows
     * @throws PromotionFailure when the transaction must be undone; it is, and the failure is handed on
     * @throws InterruptedException when the build was aborted; the transaction is cancelled
     */
    String answer(String gate, Told told) throws PromotionFailure, InterruptedException;

    /** Whether it knows something after an answer that another one, asked later, would not: it stays until the end. */
    default boolean remembers() {
        return true;
    }
}
