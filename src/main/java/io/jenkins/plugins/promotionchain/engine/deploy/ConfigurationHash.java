package io.jenkins.plugins.promotionchain.engine.deploy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 over words, each with its length before it, so that two different lists never look alike. All values of an
 * environment go into one hash together: it tells whether anything changed and nothing about a single value.
 */
final class ConfigurationHash {

    private final MessageDigest digest;

    ConfigurationHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    ConfigurationHash add(String... words) {
        return add(List.of(words));
    }

    ConfigurationHash add(List<String> words) {
        digest.update(ByteBuffer.allocate(4).putInt(0, words.size()));
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(4).putInt(0, bytes.length));
            digest.update(bytes);
        }
        return this;
    }

    /** 64 hexadecimal digits; may be asked once. */
    String value() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
