package io.jenkins.plugins.promotionchain.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The branch, or branches, that lead to an environment.
 *
 * @param value a branch name, in which {@code *} stands for any characters but a slash and {@code **} for any at all
 */
public record BranchPattern(String value) {

    private static final Pattern PART = Pattern.compile("\\*\\*|\\*|[^*]+");

    public BranchPattern {
        if (value.isBlank() || value.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not a branch: a name such as main, or a pattern such as release/*");
        }
    }

    public static BranchPattern of(String value) {
        return new BranchPattern(value);
    }

    /** Whether exactly this branch is named, so that no pattern can come before it. */
    public boolean names(String branch) {
        return value.equals(branch);
    }

    /** Whether the branch is named or fits the pattern. */
    public boolean matches(String branch) {
        StringBuilder expression = new StringBuilder();
        Matcher parts = PART.matcher(value);
        while (parts.find()) {
            String part = parts.group();
            expression.append(
                    switch (part) {
                        case "**" -> ".*";
                        case "*" -> "[^/]*";
                        default -> Pattern.quote(part);
                    });
        }
        return Pattern.matches(expression.toString(), branch);
    }

    @Override
    public String toString() {
        return value;
    }
}
