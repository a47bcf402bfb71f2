package io.jenkins.plugins.promotionchain.steps;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A throwable for Jenkins' own log: its stack, and its messages without the secrets of the step. */
final class Masked extends Exception {

    private static final long serialVersionUID = 1L;

    Masked(Throwable original, UnaryOperator<String> mask) {
        this(original, mask, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** @param seen by now: causes may go round in a circle */
    private Masked(Throwable original, UnaryOperator<String> mask, Set<Throwable> seen) {
        super(mask.apply(original.toString()), causeOf(original, mask, seen));
        setStackTrace(original.getStackTrace());
    }

    private static Masked causeOf(Throwable original, UnaryOperator<String> mask, Set<Throwable> seen) {
        seen.add(original);
        Throwable cause = original.getCause();
        return cause == null || seen.contains(cause) ? null : new Masked(cause, mask, seen);
    }

    @Override
    public String toString() {
        return getMessage();
    }
}
