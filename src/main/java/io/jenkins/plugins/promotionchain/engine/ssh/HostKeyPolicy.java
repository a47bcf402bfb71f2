package io.jenkins.plugins.promotionchain.engine.ssh;

import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.util.Set;

/** Which host keys are accepted. There is no policy that accepts any key. */
public sealed interface HostKeyPolicy {

    /** The fingerprints that the server at this address may show; empty: none is known, so none is accepted. */
    Set<HostKeyFingerprint> expectedFrom(Endpoint server);

    /** What the user is told to change when the server's key has been verified: names the place of configuration. */
    String remedy();

    /**
     * The fingerprints are known.
     *
     * @param fingerprints at least one; several while a key is being replaced
     */
    record Pinned(Set<HostKeyFingerprint> fingerprints) implements HostKeyPolicy {

        public Pinned {
            fingerprints = Set.copyOf(fingerprints);
            if (fingerprints.isEmpty()) {
                throw new IllegalArgumentException("At least one host key fingerprint is needed");
            }
        }

        @Override
        public Set<HostKeyFingerprint> expectedFrom(Endpoint server) {
            return fingerprints;
        }

        @Override
        public String remedy() {
            return "pin the new fingerprint for this host in Manage Jenkins";
        }
    }

    /**
     * The keys stand in the text of a known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT), plain or hashed.
     *
     * @param text not validated against any server; a line that cannot be read is refused
     */
    record KnownHosts(String text) implements HostKeyPolicy {

        public KnownHosts {
            KnownHostsFile.parse(text);
        }

        @Override
        public Set<HostKeyFingerprint> expectedFrom(Endpoint server) {
            return KnownHostsFile.parse(text).fingerprintsOf(server);
        }

        @Override
        public String remedy() {
            return "put its line into the known_hosts text in Manage Jenkins";
        }

        /** Only the size: the text may be long. */
        @Override
        public String toString() {
            return "KnownHosts[" + text.lines().count() + " lines]";
        }
    }
}
