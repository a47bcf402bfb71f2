package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.util.List;

/**
 * A parameter of the pipeline.
 *
 * @param kind {@code string}, {@code text}, {@code booleanParam}, {@code choice} or {@code password}
 * @param defaultValue empty when none is given; the first choice for {@code choice}
 * @param choices empty unless the kind is {@code choice}
 */
public record Parameter(String kind, String name, String defaultValue, List<String> choices) {

    public Parameter {
        choices = List.copyOf(choices);
    }
}
