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
    private static final String TRIM = "trim";

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
            case "string", "text" -> trimmed(parameter);
            case "password" -> text(parameter, Set.of(NAME, DEFAULT, DESCRIPTION));
            case "booleanParam" -> flag(parameter);
            case "choice" -> choice(parameter);
            default -> throw parameter.reject(Unsupported.in("parameters", parameter.name()));
        };
    }

    private static Parameter trimmed(Directive directive) throws JenkinsfileRejected {
        Parameter parameter = text(directive, Set.of(NAME, DEFAULT, DESCRIPTION, TRIM));
        return directive.arguments().flag(TRIM).orElse(false) ? parameter.trimming() : parameter;
    }

    private static Parameter text(Directive parameter, Set<String> names) throws JenkinsfileRejected {
        Arguments given = described(parameter, names);
        return Parameter.of(
                parameter.name(), name(parameter), given.text(DEFAULT).orElse(""));
    }

    private static Parameter flag(Directive parameter) throws JenkinsfileRejected {
        Arguments given = described(parameter, Set.of(NAME, DEFAULT, DESCRIPTION));
        return Parameter.of(
                parameter.name(),
                name(parameter),
                String.valueOf(given.flag(DEFAULT).orElse(false)));
    }

    private static Parameter choice(Directive parameter) throws JenkinsfileRejected {
        List<String> choices =
                described(parameter, Set.of(NAME, CHOICES, DESCRIPTION)).texts(CHOICES);
        if (choices.isEmpty()) {
            throw parameter.reject("'choice' needs choices: ['…', …]");
        }
        return Parameter.choice(name(parameter), choices);
    }

    /** The description is for Jenkins' pages; it is a text as there. */
    private static Arguments described(Directive parameter, Set<String> names) throws JenkinsfileRejected {
        Arguments given = parameter.arguments().onlyNamed(names);
        given.text(DESCRIPTION);
        return given;
    }

    private static String name(Directive parameter) throws JenkinsfileRejected {
        return parameter
                .arguments()
                .text(NAME)
                .filter(name -> !name.isBlank())
                .orElseThrow(() -> parameter.reject("'" + parameter.name() + "' needs name: '…'"));
    }
}
