package io.jenkins.plugins.promotionchain.rehearsal.run;

import io.jenkins.plugins.promotionchain.rehearsal.model.Code;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import io.jenkins.plugins.promotionchain.rehearsal.model.PostCondition;
import io.jenkins.plugins.promotionchain.rehearsal.model.Stage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs stages: conditions, environment, question, body and post actions, each announced as Jenkins does. */
final class StageRunner {

    /** What all stages of a build share. */
    record Shared(
            GroovyCode groovy,
            StepInvoker invoker,
            BasicSteps basic,
            BuildResult result,
            BuildLog log,
            Map<String, String> globals,
            Question question,
            Optional<Outcome> before,
            Clock clock) {

        Steps steps(Scope scope) {
            return new Steps(invoker, basic, globals, scope);
        }
    }

    private final Shared shared;

    StageRunner(Shared shared) {
        this.shared = shared;
    }

    /** Runs stages one after the other; after a failure the rest is skipped. */
    Outcome sequence(List<Stage> stages, Scope scope) {
        Outcome outcome = Outcome.SUCCESS;
        for (Stage stage : stages) {
            if (outcome.compareTo(Outcome.UNSTABLE) > 0) {
                scope.say("Stage \"" + stage.name() + "\" skipped due to earlier failure(s)");
            } else {
                outcome = outcome.and(run(stage, scope));
            }
        }
        return outcome;
    }

    Outcome run(Stage stage, Scope outer) {
        Instant began = shared.clock().instant();
        outer.say("[Pipeline] stage");
        outer.say("[Pipeline] { (" + stage.name() + ")");
        Outcome outcome = guarded(outer, () -> body(stage, outer));
        outer.say("[Pipeline] } (" + stage.name() + ": "
                + seconds(Duration.between(began, shared.clock().instant())) + ")");
        outer.say("[Pipeline] // stage");
        return outcome;
    }

    private Outcome body(Stage stage, Scope outer) throws StepFailed, InterruptedException {
        Scope scope = stage.environment().isPresent()
                ? outer.with(shared.groovy().assignments(stage.environment().get(), shared.steps(outer)))
                : outer;
        if (stage.when().isPresent()
                && !new Conditions(shared.groovy()).hold(stage.when().get().condition(), shared.steps(scope))) {
            scope.say("Stage \"" + stage.name() + "\" skipped due to when conditional");
            return Outcome.SUCCESS;
        }
        if (stage.input().isPresent()
                && !shared.question()
                        .goOn(stage.input().get().message(), stage.input().get().ok())) {
            scope.say("Rejected: " + stage.input().get().message());
            return Outcome.ABORTED;
        }
        Outcome outcome = guarded(scope, () -> timed(stage, scope));
        if (outcome != Outcome.ABORTED) {
            // What post actions see. An abort may be that of failFast, which does not make the build an aborted one.
            shared.result().worsen(outcome);
        }
        return outcome.and(post(stage.post(), outcome, scope));
    }

    private Outcome timed(Stage stage, Scope scope) throws StepFailed, InterruptedException {
        return stage.timeout().isPresent()
                ? Deadline.within(stage.timeout().get(), () -> work(stage, scope))
                : work(stage, scope);
    }

    private Outcome work(Stage stage, Scope scope) throws StepFailed, InterruptedException {
        if (stage.body() instanceof Stage.Steps steps) {
            shared.groovy().run(steps.code(), shared.steps(scope));
            return Outcome.SUCCESS;
        }
        if (stage.body() instanceof Stage.Sequence sequence) {
            return sequence(sequence.stages(), scope);
        }
        return new ParallelStages(this, shared.log()).run((Stage.Parallel) stage.body(), scope);
    }

    /** Runs the post actions that apply; a failure of one does not keep the others from running. */
    Outcome post(Map<PostCondition, Code> post, Outcome outcome, Scope scope) {
        Outcome worst = Outcome.SUCCESS;
        for (PostCondition condition : PostCondition.values()) {
            if (post.containsKey(condition) && condition.applies(outcome, shared.before())) {
                scope.say("[Pipeline] { (Post Actions: " + condition.directive() + ")");
                worst = worst.and(guarded(scope, () -> {
                    shared.groovy().run(post.get(condition), shared.steps(scope));
                    return Outcome.SUCCESS;
                }));
                scope.say("[Pipeline] }");
            }
        }
        return worst;
    }

    /** Turns failures into an outcome and their sentence into a line of the log. */
    static Outcome guarded(Scope scope, Deadline.Work<Outcome> work) {
        try {
            return work.run();
        } catch (StepFailed e) {
            scope.say("ERROR: " + e.getMessage());
            return Outcome.FAILURE;
        } catch (InterruptedException e) {
            scope.say("Aborted" + (e.getMessage() == null ? "" : ": " + e.getMessage()));
            return Outcome.ABORTED;
        }
    }

    static String seconds(Duration duration) {
        return "%d.%01d s".formatted(duration.toSeconds(), duration.toMillisPart() / 100);
    }
}
