package io.jenkins.plugins.promotionchain.engine.value;

import java.util.regex.Pattern;

/** What is deployed as a whole, for example {@code projectmeats}. */
public record ApplicationName(String value) {

    private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    public ApplicationName {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not an application name: lower-case letters, digits, - and _, at most 63");
        }
    }

    public static ApplicationName of(String value) {
        return new ApplicationName(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
