package io.jenkins.plugins.promotionchain.engine.ssh;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.UserInfo;
import java.util.Optional;
import java.util.Set;

/**
 * Lets JSch go on only when the server's key has an expected fingerprint, and remembers what was shown. Whatever name
 * JSch connects to: behind a jump host that is a local port. Learns nothing.
 */
final class HostKeyGate implements HostKeyRepository {

    private final Set<HostKeyFingerprint> expected;
    private volatile Optional<HostKeyFingerprint> shown = Optional.empty();
    private volatile String keyType = "";

    HostKeyGate(Set<HostKeyFingerprint> expected) {
        this.expected = Set.copyOf(expected);
    }

    /** What the server showed; empty: it did not come so far. */
    Optional<HostKeyFingerprint> shown() {
        return shown;
    }

    /** The type of the key shown, as it stands in the key itself: {@code ssh-ed25519}. */
    String keyType() {
        return keyType;
    }

    boolean hasRejected() {
        return shown.filter(fingerprint -> !expected.contains(fingerprint)).isPresent();
    }

    @Override
    public int check(String host, byte[] key) {
        HostKeyFingerprint fingerprint = HostKeyFingerprint.ofKey(key);
        keyType = HostKeyType.of(key);
        shown = Optional.of(fingerprint);
        return expected.contains(fingerprint) ? OK : NOT_INCLUDED;
    }

    @Override
    public void add(HostKey hostkey, UserInfo ui) {
        throw new UnsupportedOperationException("Host keys come from the configuration only");
    }

    @Override
    public void remove(String host, String type) {
        throw new UnsupportedOperationException("Host keys come from the configuration only");
    }

    @Override
    public void remove(String host, String type, byte[] key) {
        throw new UnsupportedOperationException("Host keys come from the configuration only");
    }

    @Override
    public String getKnownHostsRepositoryID() {
        return "the configured host keys";
    }

    @Override
    public HostKey[] getHostKey() {
        return new HostKey[0];
    }

    @Override
    public HostKey[] getHostKey(String host, String type) {
        return new HostKey[0];
    }
}
