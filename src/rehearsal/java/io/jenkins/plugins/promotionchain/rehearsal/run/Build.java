package io.jenkins.plugins.promotionchain.rehearsal.run;

import io.jenkins.plugins.promotionchain.rehearsal.model.Pipeline;
import java.nio.file.Path;
import java.util.Map;

/**
 * One build that is to be run.
 *
 * @param parameters values given for this build; the pipeline's defaults fill the rest
 * @param variables what the CI server would put into the environment
 */
public record Build(
        Pipeline pipeline,
        String file,
        String branch,
        int number,
        Path workspace,
        Map<String, String> parameters,
        Map<String, String> variables) {

    public Build {
        parameters = Map.copyOf(parameters);
        variables = Map.copyOf(variables);
    }
}
