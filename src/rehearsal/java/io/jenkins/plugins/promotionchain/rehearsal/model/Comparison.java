package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How {@code when { branch }} compares; the names are those that a Jenkinsfile gives as {@code comparator}. */
public enum Comparison {

    /**
     * Ant's patterns: {@code *} and {@code ?} stay within one part between slashes, {@code **} stands for any number of
     * parts, also none. Capital letters make no difference, as in Jenkins.
     */
    GLOB {
        @Override
        public boolean holds(String pattern, String actual) {
            return parts(parts(pattern), parts(actual));
        }
    },
    /** A regular expression for the whole text. */
    REGEXP {
        @Override
        public boolean holds(String pattern, String actual) {
            return actual.matches(pattern);
        }
    },
    EQUALS {
        @Override
        public boolean holds(String pattern, String actual) {
            return actual.equals(pattern);
        }
    };

    public abstract boolean holds(String pattern, String actual);

    /** In any letters, as in Jenkins. */
    static Optional<Comparison> named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private static List<String> parts(String text) {
        return Arrays.stream(text.split("/")).filter(part -> !part.isEmpty()).toList();
    }

    private static boolean parts(List<String> patterns, List<String> texts) {
        if (patterns.isEmpty()) {
            return texts.isEmpty();
        }
        List<String> rest = patterns.subList(1, patterns.size());
        if (patterns.get(0).equals("**")) {
            return parts(rest, texts) || !texts.isEmpty() && parts(patterns, texts.subList(1, texts.size()));
        }
        return !texts.isEmpty() && part(patterns.get(0), texts.get(0)) && parts(rest, texts.subList(1, texts.size()));
    }

    private static boolean part(String pattern, String text) {
        StringBuilder expression = new StringBuilder();
        for (char each : pattern.toLowerCase(Locale.ROOT).toCharArray()) {
            expression.append(
                    switch (each) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(each));
                    });
        }
        return text.toLowerCase(Locale.ROOT).matches(expression.toString());
    }
}
