package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads {@code when}. */
final class WhenReader {

    private static final String NAME = "name";
    private static final String VALUE = "value";
    private static final String PATTERN = "pattern";
    private static final String COMPARATOR = "comparator";

    private final Source source;

    WhenReader(Source source) {
        this.source = source;
    }

    /** Several conditions side by side must all hold, as in Jenkins. */
    When when(Directive when) throws JenkinsfileRejected {
        When.Moment moment = When.Moment.AFTER_INPUT;
        List<Condition> all = new ArrayList<>();
        Set<String> moments = new HashSet<>();
        for (Directive each : source.inside(when)) {
            if (each.name().startsWith("before") && !moments.add(each.name())) {
                throw each.reject("'" + each.name() + "' stands twice in 'when'");
            }
            switch (each.name()) {
                case "beforeInput", "beforeOptions" -> {
                    if (each.arguments().flag()) {
                        moment = When.Moment.BEFORE_INPUT;
                    }
                }
                // There is one agent, and it is there already.
                case "beforeAgent" -> each.arguments().flag();
                default -> all.add(read(each));
            }
        }
        if (all.isEmpty()) {
            throw when.reject("'when' needs a condition");
        }
        return new When(all.size() == 1 ? all.get(0) : new Condition.AllOf(all), moment);
    }

    private List<Condition> conditions(Directive parent) throws JenkinsfileRejected {
        List<Condition> all = new ArrayList<>();
        for (Directive each : source.inside(parent)) {
            all.add(read(each));
        }
        return all;
    }

    private Condition read(Directive condition) throws JenkinsfileRejected {
        return switch (condition.name()) {
            case "branch" -> branch(condition);
            case "environment" -> environment(condition);
            case "expression" -> {
                source.rules().check(source, condition.block().getCode());
                yield new Condition.Expression(source.code(condition.block()));
            }
            case "not" -> {
                List<Condition> inner = conditions(condition);
                if (inner.size() != 1) {
                    throw condition.reject("'not' takes one condition");
                }
                yield new Condition.Not(inner.get(0));
            }
            case "allOf" -> new Condition.AllOf(conditions(condition));
            case "anyOf" -> new Condition.AnyOf(conditions(condition));
            case "beforeAgent", "beforeInput", "beforeOptions" ->
                throw condition.reject("'" + condition.name() + "' stands in 'when' itself, not in a condition");
            default -> throw condition.reject(Unsupported.in("when", condition.name()));
        };
    }

    private static Condition environment(Directive condition) throws JenkinsfileRejected {
        Arguments given = condition.arguments().onlyNamed(Set.of(NAME, VALUE));
        return new Condition.Environment(
                given.text(NAME).orElseThrow(() -> condition.reject("'environment' needs name: '…'")),
                given.text(VALUE).orElseThrow(() -> condition.reject("'environment' needs value: '…'")));
    }

    private static Condition branch(Directive condition) throws JenkinsfileRejected {
        Arguments given = condition.arguments();
        if (given.single().isPresent()) {
            return new Condition.Branch(given.text(), Comparison.GLOB);
        }
        given.onlyNamed(Set.of(PATTERN, COMPARATOR));
        String name = given.text(COMPARATOR).orElse(Comparison.GLOB.name());
        Comparison comparison = Comparison.named(name)
                .orElseThrow(() ->
                        condition.reject("there is no comparator '" + name + "'; there are GLOB, REGEXP and EQUALS"));
        String pattern = given.text(PATTERN).orElseThrow(() -> condition.reject("'branch' needs pattern: '…'"));
        if (comparison == Comparison.REGEXP) {
            compile(pattern, condition);
        }
        return new Condition.Branch(pattern, comparison);
    }

    private static void compile(String expression, Directive condition) throws JenkinsfileRejected {
        try {
            Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw condition.reject("'" + expression + "' is no regular expression: " + e.getDescription());
        }
    }
}
