package io.jenkins.plugins.promotionchain.rehearsal.run;

import hudson.FilePath;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import io.jenkins.plugins.promotionchain.rehearsal.model.Parameter;
import io.jenkins.plugins.promotionchain.rehearsal.model.Pipeline;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

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
        RehearsalRun run = newRun(build);
        Map<String, Object> parameters = parameters(build);
        BuildResult result = new BuildResult();
        StageRunner.Shared shared = new StageRunner.Shared(
                new GroovyCode(build.file(), parameters, new CurrentBuild(run, result)),
                new StepInvoker(run, history),
                new BasicSteps(result),
                result,
                log,
                new ConcurrentHashMap<>(),
                question,
                history.lastOutcome(build.branch()),
                clock);
        Scope scope = scope(build, parameters);
        scope.say("Started for branch " + build.branch() + ", build #" + build.number());
        build.pipeline().notices().forEach(each -> scope.say("NOTE: " + each));
        Outcome outcome;
        try {
            outcome = StageRunner.guarded(scope, () -> everything(build.pipeline(), shared, scope));
        } finally {
            RunListener.fireCompleted(run, scope.listener());
            RunListener.fireFinalized(run);
        }
        outcome = outcome.and(result.outcome());
        history.buildEnded(run, build.branch(), outcome);
        scope.say("Finished: " + outcome + " (" + StageRunner.seconds(Duration.between(began, clock.instant())) + ")");
        return outcome;
    }

    private static Outcome everything(Pipeline pipeline, StageRunner.Shared shared, Scope outer)
            throws StepFailed, InterruptedException {
        StageRunner stages = new StageRunner(shared);
        Scope scope = pipeline.environment().isPresent()
                ? outer.with(shared.groovy().assignments(pipeline.environment().get(), shared.steps(outer)))
                : outer;
        Outcome outcome = StageRunner.guarded(
                scope,
                () -> pipeline.timeout().isPresent()
                        ? Deadline.within(pipeline.timeout().get(), () -> stages.sequence(pipeline.stages(), scope))
                        : stages.sequence(pipeline.stages(), scope));
        outcome = outcome.and(shared.result().outcome());
        shared.result().worsen(outcome);
        return outcome.and(stages.post(pipeline.post(), outcome, scope));
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
        return new Scope(variables, new FilePath(build.workspace().toFile()), log.listener(""));
    }

    private static Map<String, Object> parameters(Build build) throws StepFailed {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Parameter parameter : build.pipeline().parameters()) {
            String value = Optional.ofNullable(build.parameters().get(parameter.name()))
                    .orElse(parameter.defaultValue());
            if (!parameter.choices().isEmpty() && !parameter.choices().contains(value)) {
                throw new StepFailed("Parameter " + parameter.name() + " is one of "
                        + String.join(", ", parameter.choices()) + ", not '" + value + "'");
            }
            values.put(parameter.name(), parameter.kind().equals("booleanParam") ? Boolean.valueOf(value) : value);
        }
        for (String given : build.parameters().keySet()) {
            if (!values.containsKey(given)) {
                throw new StepFailed("The pipeline has no parameter " + given);
            }
        }
        return values;
    }
}
