package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
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

    List<Expression> arguments() {
        if (node.getArguments() instanceof ArgumentListExpression list) {
            return list.getExpressions();
        }
        return node.getArguments() instanceof TupleExpression tuple ? tuple.getExpressions() : List.of();
    }

    boolean hasBlock() {
        List<Expression> arguments = arguments();
        return !arguments.isEmpty() && arguments.get(arguments.size() - 1) instanceof ClosureExpression;
    }

    ClosureExpression block() throws JenkinsfileRejected {
        if (!hasBlock()) {
            throw reject("'" + name() + "' needs a block { }");
        }
        ClosureExpression block =
                (ClosureExpression) arguments().get(arguments().size() - 1);
        // Groovy's tree has null for a lone arrow, and an empty array where there is none.
        if (block.getParameters() == null || block.getParameters().length > 0) {
            throw reject("the block of '" + name() + "' takes no parameters");
        }
        return block;
    }

    /** The first argument as a fixed text. */
    String text() throws JenkinsfileRejected {
        if (arguments().isEmpty() || !(arguments().get(0) instanceof ConstantExpression constant)) {
            throw reject("'" + name() + "' needs a fixed text in the rehearsal");
        }
        return String.valueOf(constant.getValue());
    }

    /** The only argument as true or false. */
    boolean flag() throws JenkinsfileRejected {
        if (arguments().size() == 1
                && arguments().get(0) instanceof ConstantExpression constant
                && constant.getValue() instanceof Boolean value) {
            return value;
        }
        throw reject("'" + name() + "' needs true or false");
    }

    /** Refuses named arguments that are none of these. */
    void takes(Set<String> names) throws JenkinsfileRejected {
        for (MapEntryExpression entry : entries()) {
            String name = entry.getKeyExpression().getText();
            if (!names.contains(name)) {
                throw reject("'" + name + "' of '" + name() + "' is not supported by the rehearsal; supported there: "
                        + String.join(", ", names.stream().sorted().toList()));
            }
        }
    }

    /** A named argument as a fixed text; empty when it is not there. */
    Optional<String> named(String key) throws JenkinsfileRejected {
        Optional<Expression> value = value(key);
        return value.isPresent() ? Optional.of(fixed(value.get())) : Optional.empty();
    }

    /** A named argument as a list of fixed texts, of which a text of several lines is another way to write one. */
    List<String> namedList(String key) throws JenkinsfileRejected {
        Optional<Expression> value = value(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof ListExpression list)) {
            return fixed(value.get()).lines().toList();
        }
        List<String> texts = new ArrayList<>();
        for (Expression each : list.getExpressions()) {
            texts.add(fixed(each));
        }
        return texts;
    }

    private Optional<Expression> value(String key) {
        return entries().stream()
                .filter(entry -> entry.getKeyExpression().getText().equals(key))
                .map(MapEntryExpression::getValueExpression)
                .findFirst();
    }

    private List<MapEntryExpression> entries() {
        return arguments().stream()
                .filter(MapExpression.class::isInstance)
                .flatMap(map -> ((MapExpression) map).getMapEntryExpressions().stream())
                .toList();
    }

    private String fixed(Expression value) throws JenkinsfileRejected {
        if (value instanceof ConstantExpression constant && constant.getValue() != null) {
            return String.valueOf(constant.getValue());
        }
        throw source.reject(value, "'" + name() + "' takes only fixed texts, numbers and lists of texts here");
    }
}
