package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The conditions of {@code post}, in the order in which Jenkins runs them. */
public enum PostCondition {
    ALWAYS,
    CHANGED,
    FIXED,
    REGRESSION,
    ABORTED,
    FAILURE,
    SUCCESS,
    UNSTABLE,
    UNSUCCESSFUL,
    CLEANUP;

    public String directive() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<PostCondition> named(String directive) {
        return Arrays.stream(values())
                .filter(each -> each.directive().equals(directive))
                .findFirst();
    }

    /**
     * @param now result of this run so far
     * @param before result of the run before on the same branch; none: there was none
     */
    public boolean applies(Outcome now, Optional<Outcome> before) {
        return switch (this) {
            case ALWAYS, CLEANUP -> true;
            case CHANGED -> before.isPresent() && before.get() != now;
            case FIXED -> now == Outcome.SUCCESS && before.isPresent() && before.get() != Outcome.SUCCESS;
            case REGRESSION -> now != Outcome.SUCCESS && before.isPresent() && before.get() == Outcome.SUCCESS;
            case ABORTED -> now == Outcome.ABORTED;
            case FAILURE -> now == Outcome.FAILURE;
            case SUCCESS -> now == Outcome.SUCCESS;
            case UNSTABLE -> now == Outcome.UNSTABLE;
            case UNSUCCESSFUL -> now != Outcome.SUCCESS;
        };
    }
}
