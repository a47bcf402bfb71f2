package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads stages, and the stages in them. */
final class StageReader {

    private final Source source;
    private final List<String> notices;

    StageReader(Source source, List<String> notices) {
        this.source = source;
        this.notices = notices;
    }

    /** The stages of a pipeline. */
    List<Stage> stages(Directive parent) throws JenkinsfileRejected {
        return stages(parent, Set.of());
    }

    /** @param around the directives in which these stages are, from the outermost on */
    private List<Stage> stages(Directive parent, Set<String> around) throws JenkinsfileRejected {
        if (parent.name().equals("parallel") && around.contains("parallel")) {
            throw parent.reject("'parallel' within 'parallel' is not possible, as in Jenkins");
        }
        Set<String> inside = new HashSet<>(around);
        inside.add(parent.name());
        Set<String> names = new HashSet<>();
        List<Stage> all = new ArrayList<>();
        for (Directive each : source.inside(parent)) {
            if (!each.name().equals("stage")) {
                throw each.reject(Unsupported.in(parent.name(), each.name()));
            }
            Stage stage = stage(each, inside);
            if (!names.add(stage.name())) {
                throw each.reject("there are two stages named '" + stage.name() + "'");
            }
            all.add(stage);
        }
        return all;
    }

    private Stage stage(Directive stage, Set<String> around) throws JenkinsfileRejected {
        StageDraft draft = new StageDraft(stage);
        for (Directive each : source.distinctBehindArguments(stage)) {
            switch (each.name()) {
                case "agent" -> {
                    new AgentReader(source, notices).agent(each);
                    draft.agent(each);
                }
                case "options" -> draft.timeout(new OptionsReader(source, notices).ofStage(each));
                case "environment" -> draft.environment(new EnvironmentReader(source).environment(each));
                case "when" -> draft.when(new WhenReader(source).when(each));
                case "input" -> draft.input(new InputReader(source).input(each));
                case "failFast" -> draft.failFast(each);
                case "steps" -> draft.body(each, new Stage.Steps(new StepsReader(source).steps(each)));
                case "stages" -> draft.body(each, new Stage.Sequence(stages(each, around)));
                case "parallel" -> draft.body(each, new Stage.Parallel(stages(each, around), false));
                case "post" -> draft.post(new PostReader(source).post(each));
                default -> throw each.reject(Unsupported.in("stage", each.name()));
            }
        }
        return draft.finish();
    }
}
