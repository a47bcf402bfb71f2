package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stage; it has steps, stages one after the other, or stages side by side.
 *
 * @param environment code of an {@code environment} block
 * @param timeout from {@code options}
 */
public record Stage(
        String name,
        int line,
        Optional<Code> environment,
        Optional<When> when,
        Optional<Input> input,
        Optional<Duration> timeout,
        Body body,
        Map<PostCondition, Code> post) {

    public Stage {
        post = Map.copyOf(post);
    }

    /** What a stage does. */
    public sealed interface Body {}

    public record Steps(Code code) implements Body {}

    public record Sequence(List<Stage> stages) implements Body {

        public Sequence {
            stages = List.copyOf(stages);
        }
    }

    public record Parallel(List<Stage> stages, boolean failFast) implements Body {

        public Parallel {
            stages = List.copyOf(stages);
        }
    }
}
