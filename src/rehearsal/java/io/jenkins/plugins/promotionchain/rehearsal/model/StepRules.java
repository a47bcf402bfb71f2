package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.MethodCallExpression;

/** What the calls in one Jenkinsfile are checked against before anything runs. */
final class StepRules {

    private static final Map<String, String> INSTEAD = Map.of(
            "stage", "stages within a stage stand in its 'stages'",
            "parallel", "stages side by side stand in the 'parallel' of a stage",
            "credentials", "credentials(…) is a value in 'environment'");

    private final StepCatalogue steps;
    private final Set<String> callable;

    /** @param callable names of what is no step and can be called all the same */
    StepRules(StepCatalogue steps, Set<String> callable) {
        this.steps = steps;
        this.callable = callable;
    }

    /** A step that stands by itself among others: its name, the names of its arguments and its block. */
    void check(Directive step) throws JenkinsfileRejected {
        StepSignature signature = steps.find(step.name()).orElseThrow(() -> step.reject(unknown(step.name())));
        boolean needsBlock = signature.block() == StepSignature.Block.NEEDED;
        if (needsBlock != step.hasBlock()) {
            throw step.reject("'" + step.name() + "' " + (needsBlock ? "needs a" : "takes no") + " block { }");
        }
        step.argumentsBeforeBlock().fit(signature);
        check(step.source(), step.node().getArguments());
    }

    /** Groovy code: names of steps only, as far as they can be told. */
    void check(Source source, ASTNode code) throws JenkinsfileRejected {
        Optional<MethodCallExpression> call = CallsInCode.firstUnknown(code, steps, callable);
        if (call.isPresent()) {
            throw source.reject(call.get(), unknown(call.get().getMethodAsString()));
        }
    }

    private String unknown(String name) {
        return INSTEAD.containsKey(name)
                ? "'" + name + "' is not supported as a step by the rehearsal; " + INSTEAD.get(name)
                : steps.unknown(name);
    }
}
