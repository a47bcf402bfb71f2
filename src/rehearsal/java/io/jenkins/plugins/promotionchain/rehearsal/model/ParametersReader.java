package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code parameters}. */
final class ParametersReader {

    private static final String NAME = "name";
    private static final String DEFAULT = "defaultValue";
    private static final String CHOICES = "choices";
    private static final String DESCRIPTION = "description";

    private final Source source;

    ParametersReader(Source source) {
        this.source = source;
    }

    List<Parameter> parameters(Directive parameters) throws JenkinsfileRejected {
        List<Parameter> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Directive each : source.inside(parameters)) {
            Parameter parameter = parameter(each);
            if (!names.add(parameter.name())) {
                throw each.reject("there are two parameters named '" + parameter.name() + "'");
            }
            all.add(parameter);
        }
        return List.copyOf(all);
    }

    private static Parameter parameter(Directive parameter) throws JenkinsfileRejected {
        return switch (parameter.name()) {
            case "string", "text", "password" -> withDefault(parameter, "");
            case "booleanParam" -> trueOrFalse(parameter);
            case "choice" -> choice(parameter);
            default -> throw parameter.reject(Unsupported.in("parameters", parameter.name()));
        };
    }

    private static Parameter withDefault(Directive parameter, String otherwise) throws JenkinsfileRejected {
        parameter.takes(Set.of(NAME, DEFAULT, DESCRIPTION, "trim"));
        return new Parameter(
                parameter.name(), name(parameter), parameter.named(DEFAULT).orElse(otherwise), List.of());
    }

    private static Parameter trueOrFalse(Directive directive) throws JenkinsfileRejected {
        Parameter parameter = withDefault(directive, "false");
        if (!Set.of("true", "false").contains(parameter.defaultValue())) {
            throw directive.reject("the default of 'booleanParam' is true or false");
        }
        return parameter;
    }

    private static Parameter choice(Directive parameter) throws JenkinsfileRejected {
        parameter.takes(Set.of(NAME, CHOICES, DESCRIPTION));
        List<String> choices = parameter.namedList(CHOICES);
        if (choices.isEmpty()) {
            throw parameter.reject("'choice' needs choices: ['…', …]");
        }
        return new Parameter(parameter.name(), name(parameter), choices.get(0), choices);
    }

    private static String name(Directive parameter) throws JenkinsfileRejected {
        return parameter.named(NAME).orElseThrow(() -> parameter.reject("'" + parameter.name() + "' needs name: '…'"));
    }
}
