package io.jenkins.plugins.promotionchain.config;

import io.jenkins.plugins.promotionchain.engine.ssh.HostKeyFingerprint;
import io.jenkins.plugins.promotionchain.engine.ssh.HostKeyPolicy;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The two forms in which host keys are configured: {@code SHA256:…} fingerprints as {@code ssh-keygen -l} prints them, or
 * lines of a known_hosts file as {@code ssh-keyscan} prints them.
 */
final class HostKeyLines {

    private static final String FINGERPRINT = "SHA256:";

    private HostKeyLines() {}

    /**
     * @param text at least one line that counts
     * @throws IllegalArgumentException with a sentence naming the line that is of neither form, or when both are mixed
     */
    static HostKeyPolicy parse(String text) {
        List<String> lines = Lines.of(text);
        long fingerprints =
                lines.stream().filter(line -> line.startsWith(FINGERPRINT)).count();
        if (fingerprints == lines.size()) {
            Set<HostKeyFingerprint> pinned =
                    lines.stream().map(HostKeyFingerprint::of).collect(Collectors.toUnmodifiableSet());
            return new HostKeyPolicy.Pinned(pinned);
        }
        if (fingerprints > 0) {
            throw new IllegalArgumentException(
                    "host keys are given either as SHA256 fingerprints or as lines of a known_hosts file, not as both");
        }
        return new HostKeyPolicy.KnownHosts(String.join("\n", lines) + "\n");
    }
}
