package io.jenkins.plugins.promotionchain.rehearsal.run;

import io.jenkins.plugins.promotionchain.rehearsal.model.Code;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import io.jenkins.plugins.promotionchain.rehearsal.model.PostCondition;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs the post actions that apply, in Jenkins' order; a failure of one is what those after it see. */
final class PostActions {

    private final Shared shared;

    PostActions(Shared shared) {
        this.shared = shared;
    }

    /** Returns the outcome with that of the actions. */
    Outcome afterStage(Map<PostCondition, Code> post, Outcome outcome, Scope scope) {
        if (!apply(post, outcome)) {
            return outcome;
        }
        scope.say("Post stage");
        return run(post, outcome, scope);
    }

    /** Returns the outcome with that of the actions. */
    Outcome afterBuild(Map<PostCondition, Code> post, Outcome outcome, Scope scope) {
        if (!apply(post, outcome)) {
            return outcome;
        }
        scope.say("[Pipeline] stage");
        scope.say("[Pipeline] { (Declarative: Post Actions)");
        Outcome after = run(post, outcome, scope);
        scope.say("[Pipeline] }");
        scope.say("[Pipeline] // stage");
        return after;
    }

    private boolean apply(Map<PostCondition, Code> post, Outcome outcome) {
        return applying(post).stream().anyMatch(each -> each.applies(now(outcome), shared.before()));
    }

    private static List<PostCondition> applying(Map<PostCondition, Code> post) {
        return Arrays.stream(PostCondition.values()).filter(post::containsKey).toList();
    }

    private Outcome run(Map<PostCondition, Code> post, Outcome outcome, Scope scope) {
        Outcome after = outcome;
        for (PostCondition condition : applying(post)) {
            if (condition.applies(now(after), shared.before())) {
                Scope own = scope.after(now(after));
                Outcome action = Guard.outcome(own, () -> {
                    shared.groovy().run(post.get(condition), shared.steps(own));
                    return Outcome.SUCCESS;
                });
                after = after.and(action);
            }
        }
        return after;
    }

    private Outcome now(Outcome outcome) {
        return outcome.and(shared.result().outcome());
    }
}
