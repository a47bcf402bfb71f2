package io.jenkins.plugins.promotionchain.rehearsal.run;

import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import io.jenkins.plugins.promotionchain.rehearsal.model.Stage;
import io.jenkins.plugins.promotionchain.rehearsal.model.When;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Runs stages: question, condition, environment, body and post actions, in Jenkins' order and announced as there. */
final class StageRunner {

    private static final String EARLIER_FAILURE = "earlier failure(s)";
    private static final String CONDITION = "when conditional";

    private final Shared shared;

    StageRunner(Shared shared) {
        this.shared = shared;
    }

    /** Runs stages one after the other; after a failure the rest is skipped. */
    Outcome sequence(List<Stage> stages, Scope scope) {
        Outcome outcome = Outcome.SUCCESS;
        for (Stage stage : stages) {
            if (outcome.compareTo(Outcome.UNSTABLE) > 0) {
                announced(stage, scope, () -> skip(stage, scope, EARLIER_FAILURE));
            } else {
                outcome = outcome.and(run(stage, scope));
            }
        }
        return outcome;
    }

    Outcome run(Stage stage, Scope outer) {
        return announced(stage, outer, () -> enter(stage, outer));
    }

    private Outcome announced(Stage stage, Scope scope, Deadline.Work<Outcome> work) {
        Instant began = shared.clock().instant();
        scope.say("[Pipeline] stage");
        scope.say("[Pipeline] { (" + stage.name() + ")");
        Outcome outcome = Guard.outcome(scope, work);
        scope.say("[Pipeline] } (" + stage.name() + ": "
                + seconds(Duration.between(began, shared.clock().instant())) + ")");
        scope.say("[Pipeline] // stage");
        return outcome;
    }

    /** As in Jenkins the stages within a skipped one are named, too. */
    private Outcome skip(Stage stage, Scope scope, String reason) {
        scope.say("Stage \"" + stage.name() + "\" skipped due to " + reason);
        List<Stage> inner = stage.body() instanceof Stage.Sequence sequence
                ? sequence.stages()
                : stage.body() instanceof Stage.Parallel parallel ? parallel.stages() : List.of();
        inner.forEach(each -> announced(each, scope, () -> skip(each, scope, reason)));
        return Outcome.SUCCESS;
    }

    private Outcome enter(Stage stage, Scope outer) throws Exception {
        if (!holds(stage, When.Moment.BEFORE_INPUT, outer)) {
            return skip(stage, outer, CONDITION);
        }
        return Shared.limited(stage.timeout(), outer, () -> asked(stage, outer));
    }

    private Outcome asked(Stage stage, Scope outer) throws Exception {
        if (stage.input().isPresent()) {
            shared.question()
                    .mustGoOn(stage.input().get().message(), stage.input().get().ok());
        }
        if (!holds(stage, When.Moment.AFTER_INPUT, outer)) {
            return skip(stage, outer, CONDITION);
        }
        Scope scope = shared.entering(stage.environment(), outer);
        Outcome outcome = Guard.outcome(scope, () -> work(stage, scope));
        return new PostActions(shared).afterStage(stage.post(), outcome, scope);
    }

    /** True also when there is no condition for that moment. */
    private boolean holds(Stage stage, When.Moment moment, Scope scope) throws StepFailed, InterruptedException {
        return stage.when().isEmpty()
                || stage.when().get().moment() != moment
                || new Conditions(shared.groovy()).hold(stage.when().get().condition(), shared.steps(scope));
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

    static String seconds(Duration duration) {
        return "%d.%01d s".formatted(duration.toSeconds(), duration.toMillisPart() / 100);
    }
}
