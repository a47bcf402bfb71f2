package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;

/**
 * What is given to a directive. Every way to read it says what the directive takes, and refuses the directive if it is
 * given anything else: nothing in a Jenkinsfile is ignored.
 */
final class Arguments {

    private final Directive directive;
    private final List<Expression> unnamed = new ArrayList<>();
    private final List<MapEntryExpression> named = new ArrayList<>();

    Arguments(Directive directive, List<Expression> given) {
        this.directive = directive;
        for (Expression each : given) {
            if (each instanceof MapExpression map) {
                named.addAll(map.getMapEntryExpressions());
            } else {
                unnamed.add(each);
            }
        }
    }

    boolean isEmpty() {
        return unnamed.isEmpty() && named.isEmpty();
    }

    void none() throws JenkinsfileRejected {
        if (!isEmpty()) {
            throw directive.reject("'" + directive.name() + "' takes no arguments in the rehearsal");
        }
    }

    /** The only argument, which has no name; none when that is not what was given. */
    Optional<Expression> single() {
        return isSingle() ? Optional.of(unnamed.get(0)) : Optional.empty();
    }

    /** A single fixed text. */
    String text() throws JenkinsfileRejected {
        if (!isSingle() || !(constant(unnamed.get(0)) instanceof String text)) {
            throw directive.reject(
                    "'" + directive.name() + "' needs a fixed text in the rehearsal, and takes nothing else");
        }
        return text;
    }

    /** A single {@code true} or {@code false}. */
    boolean flag() throws JenkinsfileRejected {
        if (!isSingle() || !(constant(unnamed.get(0)) instanceof Boolean value)) {
            throw directive.reject("'" + directive.name() + "' needs true or false");
        }
        return value;
    }

    /** Refuses all but arguments of these names. */
    Arguments onlyNamed(Collection<String> names) throws JenkinsfileRejected {
        if (!unnamed.isEmpty()) {
            throw directive.reject("'" + directive.name() + "' takes its arguments by name: "
                    + String.join(", ", names.stream().sorted().toList()));
        }
        for (MapEntryExpression entry : named) {
            String name = entry.getKeyExpression().getText();
            if (!names.contains(name)) {
                throw directive.reject("'" + name + "' of '" + directive.name()
                        + "' is not supported by the rehearsal; supported there: "
                        + String.join(", ", names.stream().sorted().toList()));
            }
        }
        return this;
    }

    /** What a step takes; whether it may go without is its own affair. */
    void fit(StepSignature step) throws JenkinsfileRejected {
        if (step.parameters().isEmpty()) {
            none();
        } else if (!isSingle() || step.unnamed() == StepSignature.Unnamed.NONE) {
            onlyNamed(step.parameters());
        }
    }

    /** A single argument without a name, or arguments of these names. */
    Arguments singleOrNamed(Collection<String> names) throws JenkinsfileRejected {
        return isSingle() ? this : onlyNamed(names);
    }

    /** The argument of this name, or the single one that has none. */
    Optional<Object> singleOr(String name) throws JenkinsfileRejected {
        return isSingle() ? Optional.of(fixed(unnamed.get(0))) : value(name);
    }

    /** The fixed text of this name; none when it is not given. */
    Optional<String> text(String name) throws JenkinsfileRejected {
        Optional<Object> value = value(name);
        if (value.isPresent() && !(value.get() instanceof String)) {
            throw directive.reject("'" + name + "' of '" + directive.name() + "' is a text");
        }
        return value.map(String.class::cast);
    }

    /** The flag of this name; none when it is not given. */
    Optional<Boolean> flag(String name) throws JenkinsfileRejected {
        Optional<Object> value = value(name);
        if (value.isPresent() && !(value.get() instanceof Boolean)) {
            throw directive.reject("'" + name + "' of '" + directive.name() + "' is true or false");
        }
        return value.map(Boolean.class::cast);
    }

    /** A list of fixed texts, of which a text of several lines is another way to write one. */
    List<String> texts(String name) throws JenkinsfileRejected {
        Optional<Expression> value = expression(name);
        if (value.isEmpty() || !(value.get() instanceof ListExpression list)) {
            return text(name).map(text -> text.lines().toList()).orElse(List.of());
        }
        List<String> texts = new ArrayList<>();
        for (Expression each : list.getExpressions()) {
            texts.add(String.valueOf(fixed(each)));
        }
        return texts;
    }

    private boolean isSingle() {
        return unnamed.size() == 1 && named.isEmpty();
    }

    private Optional<Object> value(String name) throws JenkinsfileRejected {
        Optional<Expression> value = expression(name);
        return value.isPresent() ? Optional.of(fixed(value.get())) : Optional.empty();
    }

    /** Groovy itself refuses a name that is given twice. */
    private Optional<Expression> expression(String name) {
        return named.stream()
                .filter(entry -> entry.getKeyExpression().getText().equals(name))
                .map(MapEntryExpression::getValueExpression)
                .findFirst();
    }

    private Object fixed(Expression value) throws JenkinsfileRejected {
        Object constant = constant(value);
        if (constant == null) {
            throw directive
                    .source()
                    .reject(
                            value,
                            "'" + directive.name() + "' takes only fixed texts, numbers and lists of texts here");
        }
        return constant;
    }

    /** Null also for what is no constant. */
    private static Object constant(Expression value) {
        return value instanceof ConstantExpression constant ? constant.getValue() : null;
    }
}
