package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.util.List;
import java.util.Map;

/** The sentence for a directive that is not supported, with what may stand in its place. */
final class Unsupported {

    private static final Map<String, List<String>> KNOWN = Map.of(
            "pipeline", List.of("agent", "options", "parameters", "environment", "stages", "post"),
            "stages", List.of("stage"),
            "parallel", List.of("stage"),
            "stage",
                    List.of(
                            "agent",
                            "options",
                            "environment",
                            "when",
                            "input",
                            "steps",
                            "stages",
                            "parallel",
                            "failFast",
                            "post"),
            "when",
                    List.of(
                            "branch",
                            "expression",
                            "environment",
                            "not",
                            "allOf",
                            "anyOf",
                            "beforeAgent",
                            "beforeInput",
                            "beforeOptions"),
            "agent", List.of("any", "none", "label"),
            "input", List.of("message", "ok"),
            "parameters", List.of("string", "text", "booleanParam", "choice", "password"));

    private Unsupported() {}

    static String in(String place, String directive) {
        return in(place, directive, KNOWN.get(place));
    }

    static String in(String place, String directive, List<String> supported) {
        return "'" + directive + "' in '" + place + "' is not supported by the rehearsal; supported there: "
                + String.join(", ", supported);
    }
}
