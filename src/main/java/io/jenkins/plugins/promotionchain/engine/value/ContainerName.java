package io.jenkins.plugins.promotionchain.engine.value;

import java.util.regex.Pattern;

/** The name of a container; the form is the one that the Docker engine accepts. */
public record ContainerName(String value) {

    private static final Pattern VALID = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{1,127}");

    public ContainerName {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not a container name: letters, digits, _ . and -, 2 to 128 of them");
        }
    }

    public static ContainerName of(String value) {
        return new ContainerName(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
