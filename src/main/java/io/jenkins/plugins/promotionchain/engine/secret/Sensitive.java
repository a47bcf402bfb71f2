package io.jenkins.plugins.promotionchain.engine.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A secret text. Prints as {@code ****}; {@link #reveal()} is the only way to its value. Not serializable on purpose: a
 * secret is resolved where it is used and never written to disk by the plugin.
 */
public final class Sensitive {

    private final String value;

    private Sensitive(String value) {
        this.value = value;
    }

    public static Sensitive of(String value) {
        return new Sensitive(value);
    }

    /** The secret itself. Never pass the result to a log, an exception, an argument list or a URL. */
    public String reveal() {
        return value;
    }

    /** The secret as UTF-8. */
    public byte[] revealBytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sensitive that && MessageDigest.isEqual(revealBytes(), that.revealBytes());
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "****";
    }
}
