package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.util.List;
import java.util.Optional;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;

/** A directive, an option or a step: a name, its arguments, and the block behind it. */
record Directive(Source source, MethodCallExpression node) {

    String name() {
        return node.getMethodAsString();
    }

    int line() {
        return node.getLineNumber();
    }

    JenkinsfileRejected reject(String what) {
        return source.reject(node, what);
    }

    /** All that is given, hence also a block. */
    Arguments arguments() {
        return new Arguments(this, given(node));
    }

    /** All but the block. */
    Arguments argumentsBeforeBlock() {
        List<Expression> given = given(node);
        return new Arguments(this, hasBlock() ? given.subList(0, given.size() - 1) : given);
    }

    boolean hasBlock() {
        return blockOf(node).isPresent();
    }

    /** A block is the last argument of a call. */
    static Optional<ClosureExpression> blockOf(MethodCallExpression call) {
        List<Expression> given = given(call);
        return given.isEmpty() || !(given.get(given.size() - 1) instanceof ClosureExpression block)
                ? Optional.empty()
                : Optional.of(block);
    }

    /** The block of a directive that takes nothing else. */
    ClosureExpression block() throws JenkinsfileRejected {
        ClosureExpression block = blockBehindArguments();
        if (!argumentsBeforeBlock().isEmpty()) {
            throw reject("'" + name() + "' takes no arguments, only a block { }");
        }
        return block;
    }

    /** The block of a directive whose other arguments the caller looks at. */
    ClosureExpression blockBehindArguments() throws JenkinsfileRejected {
        ClosureExpression block = blockOf(node).orElseThrow(() -> reject("'" + name() + "' needs a block { }"));
        // Groovy's tree has null for a lone arrow, and an empty array where there is none.
        if (block.getParameters() == null || block.getParameters().length > 0) {
            throw reject("the block of '" + name() + "' takes no parameters");
        }
        return block;
    }

    private static List<Expression> given(MethodCallExpression call) {
        return call.getArguments() instanceof TupleExpression all ? all.getExpressions() : List.of();
    }
}
