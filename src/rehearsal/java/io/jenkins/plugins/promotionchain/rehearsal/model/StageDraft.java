package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A stage while its directives are read, and the rules about which of them go together. */
final class StageDraft {

    private final Directive stage;
    private final String name;
    private Optional<Directive> agent = Optional.empty();
    private Optional<Directive> failFast = Optional.empty();
    private Optional<Code> environment = Optional.empty();
    private Optional<When> when = Optional.empty();
    private Optional<Input> input = Optional.empty();
    private Optional<Duration> timeout = Optional.empty();
    private Optional<Stage.Body> body = Optional.empty();
    private Map<PostCondition, Code> post = Map.of();

    StageDraft(Directive stage) throws JenkinsfileRejected {
        this.stage = stage;
        this.name = stage.argumentsBeforeBlock().text();
    }

    void agent(Directive directive) {
        agent = Optional.of(directive);
    }

    void environment(Code code) {
        environment = Optional.of(code);
    }

    void when(When condition) {
        when = Optional.of(condition);
    }

    void input(Input question) {
        input = Optional.of(question);
    }

    void timeout(Optional<Duration> limit) {
        timeout = limit;
    }

    void failFast(Directive directive) {
        failFast = Optional.of(directive);
    }

    void post(Map<PostCondition, Code> actions) {
        post = actions;
    }

    void body(Directive directive, Stage.Body what) throws JenkinsfileRejected {
        if (body.isPresent()) {
            throw directive.reject("stage '" + name + "' has more than one of steps, stages and parallel");
        }
        body = Optional.of(what);
    }

    Stage finish() throws JenkinsfileRejected {
        Stage.Body what = body.orElseThrow(() -> stage.reject("stage '" + name + "' needs steps, stages or parallel"));
        if (what instanceof Stage.Parallel parallel) {
            if (agent.isPresent()) {
                throw agent.get().reject("a stage with 'parallel' has no 'agent' of its own, as in Jenkins");
            }
            what = new Stage.Parallel(
                    parallel.stages(),
                    failFast.isPresent() && failFast.get().arguments().flag());
        } else if (failFast.isPresent()) {
            throw failFast.get().reject("'failFast' belongs to a stage with 'parallel'");
        }
        return new Stage(name, stage.line(), environment, when, input, timeout, what, post);
    }
}
