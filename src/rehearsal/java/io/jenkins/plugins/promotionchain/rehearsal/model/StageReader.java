package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.Statement;

/** Reads stages and the directives that a pipeline and its stages share. */
final class StageReader {

    private final Source source;
    private final List<String> notices;
    private final Set<String> names = new HashSet<>();

    StageReader(Source source, List<String> notices) {
        this.source = source;
        this.notices = notices;
    }

    List<Stage> stages(Source.Call parent) throws JenkinsfileRejected {
        List<Stage> all = new ArrayList<>();
        for (Source.Call each : source.calls(parent.block(), parent.name())) {
            if (!each.name().equals("stage")) {
                throw each.reject("'" + each.name() + "' in '" + parent.name()
                        + "' is not supported by the rehearsal; supported there: stage");
            }
            all.add(stage(each));
        }
        if (all.isEmpty()) {
            throw parent.reject("'" + parent.name() + "' needs at least one stage");
        }
        return List.copyOf(all);
    }

    private Stage stage(Source.Call call) throws JenkinsfileRejected {
        Draft draft = new Draft(call);
        if (!names.add(draft.name)) {
            throw call.reject("there are two stages named '" + draft.name + "'");
        }
        for (Source.Call each : source.calls(call.block(), "stage")) {
            draft.take(each);
        }
        return draft.finish();
    }

    void agent(Source.Call agent) throws JenkinsfileRejected {
        if (agent.arguments().isEmpty()) {
            throw agent.reject("'agent' needs any, none or a block");
        }
        if (agent.arguments().get(0) instanceof VariableExpression kind) {
            if (!kind.getName().equals("any") && !kind.getName().equals("none")) {
                throw agent.reject(Unsupported.in("agent", kind.getName()));
            }
            return;
        }
        for (Source.Call each : source.calls(agent.block(), "agent")) {
            if (!each.name().equals("label")) {
                throw each.reject(Unsupported.in("agent", each.name()));
            }
            notices.add("agent label '" + each.text() + "' means this machine in a rehearsal");
        }
    }

    /** Assignments only; they are run in order, each seeing the ones before. */
    Code environment(Source.Call environment) throws JenkinsfileRejected {
        for (Statement statement : Source.statements(environment.block())) {
            boolean assignment = Source.expression(statement) instanceof BinaryExpression binary
                    && binary.getOperation().getText().equals("=")
                    && binary.getLeftExpression() instanceof VariableExpression;
            if (!assignment) {
                throw source.reject(statement, "'environment' takes only lines of the form NAME = value");
            }
        }
        return source.inside(environment.block());
    }

    Map<PostCondition, Code> post(Source.Call post) throws JenkinsfileRejected {
        Map<PostCondition, Code> all = new EnumMap<>(PostCondition.class);
        for (Source.Call each : source.calls(post.block(), "post")) {
            PostCondition condition = PostCondition.named(each.name())
                    .orElseThrow(() -> each.reject("'" + each.name() + "' is not a condition of 'post'"));
            all.put(condition, source.inside(each.block()));
        }
        return all;
    }

    /** A stage while its directives are read. */
    private final class Draft {

        private final Source.Call call;
        private final String name;
        private Optional<Code> environment = Optional.empty();
        private Optional<Condition> when = Optional.empty();
        private Optional<Input> input = Optional.empty();
        private Optional<Duration> timeout = Optional.empty();
        private Optional<Stage.Body> body = Optional.empty();
        private Map<PostCondition, Code> post = Map.of();
        private boolean failFast;

        Draft(Source.Call call) throws JenkinsfileRejected {
            this.call = call;
            this.name = call.text();
        }

        void take(Source.Call each) throws JenkinsfileRejected {
            switch (each.name()) {
                case "agent" -> agent(each);
                case "options" -> timeout = new OptionsReader(source, notices).timeout(each);
                case "environment" -> environment = Optional.of(environment(each));
                case "when" -> when = Optional.of(new WhenReader(source).condition(each));
                case "input" -> input = Optional.of(input(each));
                case "failFast" -> failFast = Boolean.parseBoolean(each.text());
                case "steps" -> body(each, new Stage.Steps(source.inside(each.block())));
                case "stages" -> body(each, new Stage.Sequence(stages(each)));
                case "parallel" -> body(each, new Stage.Parallel(stages(each), false));
                case "post" -> post = post(each);
                default -> throw each.reject(Unsupported.in("stage", each.name()));
            }
        }

        Stage finish() throws JenkinsfileRejected {
            Stage.Body what =
                    body.orElseThrow(() -> call.reject("stage '" + name + "' needs steps, stages or parallel"));
            if (failFast) {
                if (!(what instanceof Stage.Parallel parallel)) {
                    throw call.reject("'failFast' belongs to a stage with 'parallel'");
                }
                what = new Stage.Parallel(parallel.stages(), true);
            }
            return new Stage(
                    name, call.node().getLineNumber(), environment, when, input, timeout, what, Map.copyOf(post));
        }

        private void body(Source.Call each, Stage.Body what) throws JenkinsfileRejected {
            if (body.isPresent()) {
                throw each.reject("stage '" + name + "' has more than one of steps, stages and parallel");
            }
            body = Optional.of(what);
        }

        private Input input(Source.Call directive) throws JenkinsfileRejected {
            String message = "";
            String ok = "Proceed";
            for (Source.Call each : source.calls(directive.block(), "input")) {
                switch (each.name()) {
                    case "message" -> message = each.text();
                    case "ok" -> ok = each.text();
                    default ->
                        throw each.reject("'" + each.name()
                                + "' in 'input' is not supported by the rehearsal; supported there: message, ok");
                }
            }
            if (message.isEmpty()) {
                throw directive.reject("'input' needs a message");
            }
            return new Input(message, ok);
        }
    }
}
