package io.jenkins.plugins.promotionchain.engine.value;

import java.util.regex.Pattern;

/** A stop of the promotion chain: {@code dev}, {@code uat}, {@code prod}. */
public record EnvironmentName(String value) {

    private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    public EnvironmentName {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not an environment name: lower-case letters, digits, - and _, at most 63");
        }
    }

    public static EnvironmentName of(String value) {
        return new EnvironmentName(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
