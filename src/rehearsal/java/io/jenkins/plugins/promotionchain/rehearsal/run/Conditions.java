package io.jenkins.plugins.promotionchain.rehearsal.run;

import io.jenkins.plugins.promotionchain.rehearsal.model.Condition;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;

/** Decides {@code when}. */
final class Conditions {

    private final GroovyCode groovy;

    Conditions(GroovyCode groovy) {
        this.groovy = groovy;
    }

    boolean hold(Condition condition, Steps steps) throws StepFailed, InterruptedException {
        if (condition instanceof Condition.Branch branch) {
            String name = steps.scope().environment().get("BRANCH_NAME", "");
            return branch.comparison().holds(branch.pattern(), name);
        }
        if (condition instanceof Condition.Environment variable) {
            // As in Jenkins an empty value is that of a variable that is not there.
            return variable.value().equals(steps.scope().environment().get(variable.name(), ""));
        }
        if (condition instanceof Condition.Expression expression) {
            return DefaultTypeTransformation.castToBoolean(groovy.run(expression.code(), steps));
        }
        if (condition instanceof Condition.Not not) {
            return !hold(not.condition(), steps);
        }
        if (condition instanceof Condition.AllOf all) {
            for (Condition each : all.conditions()) {
                if (!hold(each, steps)) {
                    return false;
                }
            }
            return true;
        }
        for (Condition each : ((Condition.AnyOf) condition).conditions()) {
            if (hold(each, steps)) {
                return true;
            }
        }
        return false;
    }
}
