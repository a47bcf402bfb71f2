package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.util.List;

/**
 * A parameter of the pipeline.
 *
 * @param kind {@code string}, {@code text}, {@code booleanParam}, {@code choice} or {@code password}
 * @param defaultValue empty when none is given; the first choice for {@code choice}
 * @param choices empty unless the kind is {@code choice}
 * @param trim whether white space around the value is taken away
 */
public record Parameter(String kind, String name, String defaultValue, List<String> choices, boolean trim) {

    public Parameter {
        choices = List.copyOf(choices);
    }

    static Parameter of(String kind, String name, String defaultValue) {
        return new Parameter(kind, name, defaultValue, List.of(), false);
    }

    /** @param choices one at least */
    static Parameter choice(String name, List<String> choices) {
        return new Parameter("choice", name, choices.get(0), choices, false);
    }

    Parameter trimming() {
        return new Parameter(kind, name, defaultValue, choices, true);
    }
}
