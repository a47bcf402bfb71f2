package io.jenkins.plugins.promotionchain.engine.ssh;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The kinds of host keys and the signature algorithms of each, in order of preference. Certificates are left out: what
 * is pinned is the key. SHA-1 signatures ({@code ssh-rsa}) are left out: OpenSSH itself gave them up with version 8.8.
 */
enum HostKeyType {
    ED25519("ssh-ed25519", List.of("ssh-ed25519")),
    ECDSA_256("ecdsa-sha2-nistp256", List.of("ecdsa-sha2-nistp256")),
    ECDSA_384("ecdsa-sha2-nistp384", List.of("ecdsa-sha2-nistp384")),
    ECDSA_521("ecdsa-sha2-nistp521", List.of("ecdsa-sha2-nistp521")),
    RSA("ssh-rsa", List.of("rsa-sha2-512", "rsa-sha2-256"));

    private final String keyName;
    private final List<String> algorithms;

    HostKeyType(String keyName, List<String> algorithms) {
        this.keyName = keyName;
        this.algorithms = algorithms;
    }

    /** The name that a public key begins with (RFC 4253, section 6.6). */
    static String of(byte[] publicKey) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(publicKey);
            byte[] name = new byte[Math.min(Math.max(buffer.getInt(), 0), buffer.remaining())];
            buffer.get(name);
            return new String(name, StandardCharsets.US_ASCII);
        } catch (BufferUnderflowException e) {
            return "";
        }
    }

    /** What is proposed to a server, as JSch takes it; empty when there is nothing but the excluded ones. */
    static String proposalWithout(Collection<String> excludedKeyNames) {
        return List.of(values()).stream()
                .filter(type -> !excludedKeyNames.contains(type.keyName))
                .flatMap(type -> type.algorithms.stream())
                .collect(Collectors.joining(","));
    }
}
