package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a Jenkinsfile and refuses what the rehearsal does not support, before anything of it runs. */
public final class JenkinsfileReader {

    private final Source source;
    private final List<String> notices = new ArrayList<>();
    private boolean agent;
    private Optional<Code> environment = Optional.empty();
    private List<Parameter> parameters = List.of();
    private Optional<Duration> timeout = Optional.empty();
    private List<Stage> stages = List.of();
    private Map<PostCondition, Code> post = Map.of();

    private JenkinsfileReader(Source source) {
        this.source = source;
    }

    /**
     * @param file its name, for messages
     * @throws JenkinsfileRejected for a syntax error and for every directive and every step that is not supported
     */
    public static Pipeline read(String file, String text, StepCatalogue steps) throws JenkinsfileRejected {
        Directive directive = Script.parse(file, text, steps).onlyPipeline();
        Pipeline pipeline = new JenkinsfileReader(directive.source()).pipeline(directive);
        Script.check(file, text);
        return pipeline;
    }

    private Pipeline pipeline(Directive pipeline) throws JenkinsfileRejected {
        for (Directive each : source.distinctInside(pipeline)) {
            take(each);
        }
        if (!agent) {
            throw pipeline.reject("'pipeline' needs an 'agent'");
        }
        if (stages.isEmpty()) {
            throw pipeline.reject("'pipeline' needs 'stages' with at least one stage");
        }
        return new Pipeline(environment, parameters, timeout, stages, post, notices);
    }

    private void take(Directive directive) throws JenkinsfileRejected {
        switch (directive.name()) {
            case "agent" -> {
                agent = true;
                new AgentReader(source, notices).agent(directive);
            }
            case "options" -> timeout = new OptionsReader(source, notices).ofPipeline(directive);
            case "parameters" -> parameters = new ParametersReader(source).parameters(directive);
            case "environment" -> environment = Optional.of(new EnvironmentReader(source).environment(directive));
            case "stages" -> stages = new StageReader(source, notices).stages(directive);
            case "post" -> post = new PostReader(source).post(directive);
            default -> throw directive.reject(Unsupported.in("pipeline", directive.name()));
        }
    }
}
