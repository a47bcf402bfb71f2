package io.jenkins.plugins.promotionchain.rehearsal.run;

import hudson.FilePath;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.promotionchain.engine.time.Sleeper;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import io.jenkins.plugins.promotionchain.rehearsal.model.Pipeline;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Runs a pipeline from its first to its last line. */
public final class PipelineRunner {

    private final BuildLog log;
    private final History history;
    private final Question question;
    private final Clock clock;

    public PipelineRunner(BuildLog log, History history, Question question, Clock clock) {
        this.log = log;
        this.history = history;
        this.question = question;
        this.clock = clock;
    }

    /**
     * Runs the build on the calling thread; an interrupt aborts it: the steps under way are stopped, the post actions
     * for an abort run.
     *
     * @throws StepFailed when it cannot even begin: an unknown parameter or an unfitting value
     */
    public Outcome run(Build build) throws StepFailed {
        Instant began = clock.instant();
        BuildParameters parameters = new BuildParameters(build.pipeline().parameters());
        Map<String, Object> values = parameters.values(build.parameters());
        parameters.secrets(values).forEach(log::hide);
        RehearsalRun run = newRun(build);
        Scope scope = scope(build, values);
        scope.say("Started for branch " + build.branch() + ", build #" + build.number());
        build.pipeline().notices().forEach(each -> scope.say("NOTE: " + each));
        Outcome outcome;
        try {
            outcome = everything(build.pipeline(), shared(build, run, values), scope);
        } finally {
            RunListener.fireCompleted(run, scope.listener());
            RunListener.fireFinalized(run);
        }
        history.buildEnded(run, build.branch(), outcome);
        scope.say("Finished: " + outcome + " (" + StageRunner.seconds(Duration.between(began, clock.instant())) + ")");
        return outcome;
    }

    private Shared shared(Build build, RehearsalRun run, Map<String, Object> parameters) {
        BuildResult result = new BuildResult();
        return new Shared(
                new GroovyCode(build.file(), parameters, run, result),
                new StepInvoker(run, history, question),
                new Surroundings(run, result, log, question, Sleeper.real()),
                result,
                log,
                question,
                history.lastOutcome(build.branch()),
                clock);
    }

    private static Outcome everything(Pipeline pipeline, Shared shared, Scope outer) {
        PostActions post = new PostActions(shared);
        Scope scope;
        try {
            scope = shared.entering(pipeline.environment(), outer);
        } catch (StepFailed | InterruptedException e) {
            Outcome outcome = Guard.outcome(outer, () -> {
                throw e;
            });
            return post.afterBuild(pipeline.post(), outcome, outer);
        }
        Outcome outcome = Guard.outcome(
                scope,
                () -> Shared.limited(pipeline.timeout(), scope, () -> {
                    Outcome stages =
                            Guard.outcome(scope, () -> new StageRunner(shared).sequence(pipeline.stages(), scope));
                    return post.afterBuild(pipeline.post(), stages, scope);
                }));
        return outcome.and(shared.result().outcome());
    }

    private static RehearsalRun newRun(Build build) throws StepFailed {
        try {
            return new RehearsalRun(new RehearsalJob(build.branch()), build.number());
        } catch (IOException e) {
            throw new StepFailed("The build cannot be made: " + e.getMessage(), e);
        }
    }

    private Scope scope(Build build, Map<String, Object> parameters) {
        Map<String, String> variables = new LinkedHashMap<>(System.getenv());
        variables.putAll(build.variables());
        parameters.forEach((name, value) -> variables.put(name, String.valueOf(value)));
        return new Scope(
                new BuildVariables(variables),
                Map.of(),
                new FilePath(build.workspace().toFile()),
                log.listener(""),
                Optional.empty());
    }
}
