package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A checked declarative pipeline.
 *
 * @param notices what is accepted but means nothing on one machine, in words for the log
 */
public record Pipeline(
        Optional<Code> environment,
        List<Parameter> parameters,
        Optional<Duration> timeout,
        List<Stage> stages,
        Map<PostCondition, Code> post,
        List<String> notices) {

    public Pipeline {
        parameters = List.copyOf(parameters);
        stages = List.copyOf(stages);
        post = Map.copyOf(post);
        notices = List.copyOf(notices);
    }
}
