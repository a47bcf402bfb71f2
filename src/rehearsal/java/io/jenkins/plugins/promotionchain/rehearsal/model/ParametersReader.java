package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code parameters}. */
final class ParametersReader {

    private final Source source;

    ParametersReader(Source source) {
        this.source = source;
    }

    List<Parameter> parameters(Source.Call parameters) throws JenkinsfileRejected {
        List<Parameter> all = new ArrayList<>();
        for (Source.Call each : source.calls(parameters.block(), "parameters")) {
            all.add(parameter(each));
        }
        return List.copyOf(all);
    }

    private static Parameter parameter(Source.Call call) throws JenkinsfileRejected {
        String name = call.named("name").orElseThrow(() -> call.reject("'" + call.name() + "' needs name: '…'"));
        return switch (call.name()) {
            case "string", "text", "password" ->
                new Parameter(call.name(), name, call.named("defaultValue").orElse(""), List.of());
            case "booleanParam" ->
                new Parameter(call.name(), name, call.named("defaultValue").orElse("false"), List.of());
            case "choice" -> {
                List<String> choices = call.named("choices")
                        .map(String::lines)
                        .map(java.util.stream.Stream::toList)
                        .orElse(List.of());
                if (choices.isEmpty()) {
                    throw call.reject("'choice' needs choices: ['…', …]");
                }
                yield new Parameter(call.name(), name, choices.get(0), choices);
            }
            default -> throw call.reject(Unsupported.in("parameters", call.name()));
        };
    }
}
