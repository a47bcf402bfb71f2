package io.jenkins.plugins.promotionchain.config;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The two forms of a pinned host key: {@code SHA256:…} as {@code ssh-keygen -l} prints it, or a line of a known_hosts
 * file as {@code ssh-keyscan} prints it (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT").
 */
final class HostKeyForm {

    private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}=?");
    private static final Pattern ALGORITHM =
            Pattern.compile("ssh-(rsa|ed25519)|ecdsa-sha2-nistp(256|384|521)|sk-.+@openssh[.]com");

    private HostKeyForm() {}

    /** @return a sentence, or none when the line is of one of the two forms */
    static Optional<String> problemOf(String line) {
        if (FINGERPRINT.matcher(line).matches() || isKnownHostsLine(line)) {
            return Optional.empty();
        }
        return Optional.of("'" + line + "' is no host key: write SHA256: and the 43 characters that"
                + " ssh-keygen -l prints, or a whole line of a known_hosts file");
    }

    private static boolean isKnownHostsLine(String line) {
        String[] words = line.split("\\s+");
        if (words.length < 3 || !ALGORITHM.matcher(words[1]).matches()) {
            return false;
        }
        try {
            return Base64.getDecoder().decode(words[2]).length > 0;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
