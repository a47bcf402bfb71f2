package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;

/**
 * Finds in Groovy code the first call of a step that there is not. A call within a closure is left alone, unless the
 * closure is the block of a step: whose method it is depends on what the closure is given to.
 */
final class CallsInCode extends CodeVisitorSupport {

    private final StepCatalogue steps;
    private final Set<String> callable;
    private Optional<MethodCallExpression> unknown = Optional.empty();

    private CallsInCode(StepCatalogue steps, Set<String> callable) {
        this.steps = steps;
        this.callable = callable;
    }

    /** @param callable names of what is no step and can be called all the same */
    static Optional<MethodCallExpression> firstUnknown(ASTNode code, StepCatalogue steps, Set<String> callable) {
        CallsInCode calls = new CallsInCode(steps, callable);
        code.visit(calls);
        return calls.unknown;
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        Optional<StepSignature> step =
                Source.isDirective(call) ? steps.find(call.getMethodAsString()) : Optional.empty();
        if (unknown.isEmpty()
                && Source.isDirective(call)
                && step.isEmpty()
                && !callable.contains(call.getMethodAsString())) {
            unknown = Optional.of(call);
        }
        super.visitMethodCallExpression(call);
        if (step.isPresent() && step.get().block() == StepSignature.Block.NEEDED) {
            Directive.blockOf(call).ifPresent(block -> block.getCode().visit(this));
        }
    }

    @Override
    public void visitClosureExpression(ClosureExpression closure) {
        // Left alone, see above.
    }
}
