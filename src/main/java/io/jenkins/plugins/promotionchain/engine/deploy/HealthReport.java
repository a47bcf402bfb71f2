package io.jenkins.plugins.promotionchain.engine.deploy;

import java.util.List;
import java.util.Optional;

/**
 * How a health check ended.
 *
 * @param verdict whether the expected answer came
 * @param answers one per attempt, in order; at least one
 * @param stoppedBecause why it gave up before its time, if it did
 */
public record HealthReport(Verdict verdict, List<HealthAnswer> answers, Optional<String> stoppedBecause) {

    public HealthReport {
        answers = List.copyOf(answers);
    }

    /** Whether a container may serve. */
    public enum Verdict {
        HEALTHY,
        UNHEALTHY
    }

    public boolean healthy() {
        return verdict == Verdict.HEALTHY;
    }

    public HealthAnswer last() {
        return answers.get(answers.size() - 1);
    }

    /** HTTP status of the last answer; 0 where none came. */
    public int lastStatus() {
        return last().status().orElse(0);
    }
}
