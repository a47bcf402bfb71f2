package io.jenkins.plugins.promotionchain.engine.image;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code ARG}s before the first {@code FROM}, which alone count in a {@code FROM} (Dockerfile reference,
 * "Understand how ARG and FROM interact", "Environment replacement").
 */
final class DockerfileArguments {

    private static final Pattern DECLARED =
            Pattern.compile("(?<![^ \\t])([A-Za-z_][A-Za-z0-9_]*)(?:=(\"[^\"]*\"|'[^']*'|[^ \\t\"']*))?(?=[ \\t]|$)");
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-+])([^{}]*))?})");

    private final Map<String, String> given;
    private final Map<String, String> values = new HashMap<>();

    /** @param given by the user; they replace defaults */
    DockerfileArguments(Map<String, String> given) {
        this.given = Map.copyOf(given);
    }

    /** Reads what follows an {@code ARG}. */
    void declare(String arguments) {
        Matcher declared = DECLARED.matcher(arguments);
        while (declared.find()) {
            String name = declared.group(1);
            Optional<String> value = Optional.ofNullable(given.get(name))
                    .or(() -> Optional.ofNullable(declared.group(2)).flatMap(this::defaultValue));
            value.ifPresent(text -> values.put(name, text));
        }
    }

    private Optional<String> defaultValue(String written) {
        boolean quoted = written.startsWith("\"") || written.startsWith("'");
        String plain = quoted ? written.substring(1, written.length() - 1) : written;
        return written.startsWith("'") ? Optional.of(plain) : expand(plain);
    }

    /** A word with its variables replaced; none where one of them has no value here. */
    Optional<String> expand(String word) {
        Matcher variable = VARIABLE.matcher(word);
        StringBuilder expanded = new StringBuilder();
        while (variable.find()) {
            Optional<String> value = valueOf(variable);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            variable.appendReplacement(expanded, Matcher.quoteReplacement(value.get()));
        }
        variable.appendTail(expanded);
        return Optional.of(expanded.toString()).filter(text -> text.indexOf('$') < 0);
    }

    private Optional<String> valueOf(Matcher variable) {
        String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
        Optional<String> value = Optional.ofNullable(values.get(name));
        String operator = variable.group(3);
        if (operator == null) {
            return value;
        }
        boolean counts = value.filter(text -> !operator.startsWith(":") || !text.isEmpty())
                .isPresent();
        if (operator.endsWith("-")) {
            return counts ? value : Optional.of(variable.group(4));
        }
        return Optional.of(counts ? variable.group(4) : "");
    }
}
