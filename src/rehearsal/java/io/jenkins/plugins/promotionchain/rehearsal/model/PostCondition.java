package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The conditions of {@code post}, in the order in which Jenkins runs them, which is not that of the Jenkinsfile (the
 * ordinals of the {@code BuildCondition} extensions of pipeline-model-definition). {@code notBuilt} is not among them:
 * nothing in a rehearsal has that result.
 */
public enum PostCondition {
    ALWAYS,
    CHANGED,
    FIXED,
    REGRESSION,
    ABORTED,
    SUCCESS,
    UNSUCCESSFUL,
    UNSTABLE,
    FAILURE,
    CLEANUP;

    public String directive() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> directives() {
        return Arrays.stream(values()).map(PostCondition::directive).toList();
    }

    static Optional<PostCondition> named(String directive) {
        return Arrays.stream(values())
                .filter(each -> each.directive().equals(directive))
                .findFirst();
    }

    /**
     * @param now result of this run so far
     * @param before result of the run before on the same branch; none: there was none, which Jenkins takes for a change
     */
    public boolean applies(Outcome now, Optional<Outcome> before) {
        return switch (this) {
            case ALWAYS, CLEANUP -> true;
            case CHANGED -> before.isEmpty() || before.get() != now;
            case FIXED ->
                now == Outcome.SUCCESS
                        && before.isPresent()
                        && (before.get() == Outcome.FAILURE || before.get() == Outcome.UNSTABLE);
            case REGRESSION -> before.isPresent() && now.compareTo(before.get()) > 0;
            case ABORTED -> now == Outcome.ABORTED;
            case SUCCESS -> now == Outcome.SUCCESS;
            case UNSUCCESSFUL -> now != Outcome.SUCCESS;
            case UNSTABLE -> now == Outcome.UNSTABLE;
            case FAILURE -> now == Outcome.FAILURE;
        };
    }
}
