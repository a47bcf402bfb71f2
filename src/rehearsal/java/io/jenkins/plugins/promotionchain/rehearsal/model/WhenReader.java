package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code when}. */
final class WhenReader {

    private final Source source;

    WhenReader(Source source) {
        this.source = source;
    }

    /** Several conditions side by side must all hold, as in Jenkins. */
    Condition condition(Source.Call when) throws JenkinsfileRejected {
        List<Condition> all = conditions(when);
        return all.size() == 1 ? all.get(0) : new Condition.AllOf(all);
    }

    private List<Condition> conditions(Source.Call parent) throws JenkinsfileRejected {
        List<Condition> all = new ArrayList<>();
        for (Source.Call each : source.calls(parent.block(), parent.name())) {
            all.add(read(each));
        }
        if (all.isEmpty()) {
            throw parent.reject("'" + parent.name() + "' needs a condition");
        }
        return List.copyOf(all);
    }

    private Condition read(Source.Call call) throws JenkinsfileRejected {
        return switch (call.name()) {
            case "branch" -> branch(call);
            case "environment" ->
                new Condition.Environment(
                        call.named("name").orElseThrow(() -> call.reject("'environment' needs name: '…'")),
                        call.named("value").orElseThrow(() -> call.reject("'environment' needs value: '…'")));
            case "expression" -> new Condition.Expression(source.inside(call.block()));
            case "not" -> {
                List<Condition> inner = conditions(call);
                if (inner.size() != 1) {
                    throw call.reject("'not' takes one condition");
                }
                yield new Condition.Not(inner.get(0));
            }
            case "allOf" -> new Condition.AllOf(conditions(call));
            case "anyOf" -> new Condition.AnyOf(conditions(call));
            default -> throw call.reject(Unsupported.in("when", call.name()));
        };
    }

    private static Condition branch(Source.Call call) throws JenkinsfileRejected {
        String comparator = call.named("comparator").orElse("GLOB");
        if (!comparator.equals("GLOB") && !comparator.equals("EQUALS")) {
            throw call.reject("comparator '" + comparator + "' is not supported by the rehearsal; supported: GLOB");
        }
        java.util.Optional<String> pattern = call.named("pattern");
        return new Condition.Branch(pattern.isPresent() ? pattern.get() : call.text());
    }
}
