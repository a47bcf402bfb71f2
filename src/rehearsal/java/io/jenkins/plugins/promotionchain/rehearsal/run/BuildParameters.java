package io.jenkins.plugins.promotionchain.rehearsal.run;

import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.rehearsal.model.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values of a build's parameters: those given, and the pipeline's defaults. */
final class BuildParameters {

    private final List<Parameter> parameters;

    BuildParameters(List<Parameter> parameters) {
        this.parameters = parameters;
    }

    /**
     * By name; a {@code booleanParam} is a Boolean, all others are texts.
     *
     * @throws StepFailed for a value without a parameter, and for one that does not fit
     */
    Map<String, Object> values(Map<String, String> given) throws StepFailed {
        List<String> names = parameters.stream().map(Parameter::name).toList();
        for (String name : given.keySet()) {
            if (!names.contains(name)) {
                throw new StepFailed("The pipeline has no parameter " + name
                        + (names.isEmpty() ? "; it has none" : "; it has " + String.join(", ", names)));
            }
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            values.put(
                    parameter.name(), value(parameter, given.getOrDefault(parameter.name(), parameter.defaultValue())));
        }
        return values;
    }

    /** What must not be seen in a log. */
    List<Sensitive> secrets(Map<String, Object> values) {
        return parameters.stream()
                .filter(each -> each.kind().equals("password"))
                .map(each -> Sensitive.of(String.valueOf(values.get(each.name()))))
                .toList();
    }

    private static Object value(Parameter parameter, String text) throws StepFailed {
        if (!parameter.choices().isEmpty() && !parameter.choices().contains(text)) {
            throw new StepFailed("Parameter " + parameter.name() + " is one of "
                    + String.join(", ", parameter.choices()) + ", not '" + text + "'");
        }
        if (!parameter.kind().equals("booleanParam")) {
            return parameter.trim() ? text.trim() : text;
        }
        if (!Set.of("true", "false").contains(text)) {
            throw new StepFailed("Parameter " + parameter.name() + " is true or false, not '" + text + "'");
        }
        return Boolean.valueOf(text);
    }
}
