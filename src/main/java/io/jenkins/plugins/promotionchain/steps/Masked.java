package io.jenkins.plugins.promotionchain.steps;

import java.util.function.UnaryOperator;

/** A throwable for Jenkins' own log: its stack, and its messages without the secrets of the step. */
final class Masked extends Exception {

    private static final long serialVersionUID = 1L;

    Masked(Throwable original, UnaryOperator<String> mask) {
        super(
                mask.apply(original.toString()),
                original.getCause() == null || original.getCause() == original
                        ? null
                        : new Masked(original.getCause(), mask));
        setStackTrace(original.getStackTrace());
    }

    @Override
    public String toString() {
        return getMessage();
    }
}
