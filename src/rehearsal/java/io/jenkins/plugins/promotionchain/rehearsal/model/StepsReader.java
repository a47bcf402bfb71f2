package io.jenkins.plugins.promotionchain.rehearsal.model;

import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.stmt.Statement;

/**
 * Reads a block of steps. As in Jenkins only steps may stand in it, down to the innermost block; other Groovy belongs
 * into {@code script}.
 */
final class StepsReader {

    private static final String OTHER_GROOVY = "script";

    private final Source source;

    StepsReader(Source source) {
        this.source = source;
    }

    Code steps(Directive parent) throws JenkinsfileRejected {
        check(parent.block(), parent);
        return source.code(parent.block());
    }

    private void check(ClosureExpression block, Directive parent) throws JenkinsfileRejected {
        if (Source.statements(block).isEmpty()) {
            throw parent.reject("'" + parent.name() + "' has no steps");
        }
        for (Statement statement : Source.statements(block)) {
            if (!(Source.expression(statement) instanceof MethodCallExpression call) || !Source.isDirective(call)) {
                throw source.reject(
                        statement,
                        "only steps may stand in '" + parent.name() + "'; other Groovy belongs into script { }");
            }
            check(new Directive(source, call));
        }
    }

    private void check(Directive step) throws JenkinsfileRejected {
        source.rules().check(step);
        if (step.name().equals(OTHER_GROOVY)) {
            source.rules().check(source, step.block().getCode());
        } else if (step.hasBlock()) {
            check(step.blockBehindArguments(), step);
        }
    }
}
