package io.jenkins.plugins.promotionchain.engine.value;

import java.util.regex.Pattern;

/**
 * The content address of an image manifest: {@code sha256:} and 64 lower-case hexadecimal digits (OCI image
 * specification, descriptor digests). Only SHA-256 is accepted, the one algorithm that every registry has to support.
 */
public record ImageDigest(String value) {

    private static final Pattern VALID = Pattern.compile("sha256:[0-9a-f]{64}");

    public ImageDigest {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not an image digest: sha256: and 64 hexadecimal digits");
        }
    }

    public static ImageDigest of(String value) {
        return new ImageDigest(value);
    }

    /** Whether the text has the form of a digest. */
    public static boolean isValid(String value) {
        return VALID.matcher(value).matches();
    }

    /** The first 12 hexadecimal digits, for people. */
    public String shortForm() {
        return value.substring(7, 19);
    }

    @Override
    public String toString() {
        return value;
    }
}
