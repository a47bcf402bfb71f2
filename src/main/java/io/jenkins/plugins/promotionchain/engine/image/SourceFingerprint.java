package io.jenkins.plugins.promotionchain.engine.image;

import java.util.regex.Pattern;

/** Content identity of a build: 64 lower-case hexadecimal digits (SHA-256), usable as a tag. */
public record SourceFingerprint(String value) {

    private static final Pattern VALID = Pattern.compile("[0-9a-f]{64}");

    public SourceFingerprint {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' is not a source fingerprint: 64 hexadecimal digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
