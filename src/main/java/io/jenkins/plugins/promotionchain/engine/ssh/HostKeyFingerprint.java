package io.jenkins.plugins.promotionchain.engine.ssh;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The SHA-256 fingerprint of a host key as {@code ssh-keygen -l} prints it: {@code SHA256:} and 43 base64 characters
 * without padding. It is the digest of the public key in the form of RFC 4253, section 6.6.
 */
public record HostKeyFingerprint(String value) {

    /** 43 characters carry 258 bits, so that the last one ends with two zero bits. */
    private static final Pattern VALID = Pattern.compile("SHA256:[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]");

    public HostKeyFingerprint {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value
                    + "' is not a host key fingerprint: SHA256: and 43 characters, as ssh-keygen -l prints it");
        }
    }

    public static HostKeyFingerprint of(String value) {
        return new HostKeyFingerprint(value);
    }

    /** The fingerprint of a public key. */
    static HostKeyFingerprint ofKey(byte[] publicKey) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicKey);
            return of("SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
