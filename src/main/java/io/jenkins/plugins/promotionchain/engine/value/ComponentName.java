package io.jenkins.plugins.promotionchain.engine.value;

import java.util.regex.Pattern;

/** A separately built and deployed part of an application: {@code backend}, {@code frontend}. */
public record ComponentName(String value) {

    private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    public ComponentName {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not a component name: lower-case letters, digits, - and _, at most 63");
        }
    }

    public static ComponentName of(String value) {
        return new ComponentName(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
