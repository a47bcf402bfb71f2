package io.jenkins.plugins.promotionchain.engine.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.HostKeyRejected;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostKeyTest {

    private static final HostKeyFingerprint OTHER =
            HostKeyFingerprint.of("SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU");

    @TempDir
    static Path directory;

    private static OpenSshServer sshd;
    private static Sensitive key;

    @BeforeAll
    static void startServer() throws Exception {
        sshd = OpenSshServer.start(directory);
        key = sshd.newLoginKey("login", "", "-t", "ed25519");
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (sshd != null) {
            sshd.close();
        }
    }

    private static void connect(HostKeyPolicy policy) throws Exception {
        SshTarget base = sshd.target(key);
        SshConnector.real()
                .connect(SshTarget.of(base.endpoint(), base.account(), base.login(), policy), Log.nowhere())
                .close();
    }

    private static HostKeyPolicy knownHosts(String... lines) {
        return new HostKeyPolicy.KnownHosts(String.join("\n", lines));
    }

    private static String host() {
        return "[127.0.0.1]:" + sshd.endpoint().port();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void acceptsAPinnedKeyOfEveryType(String type) throws Exception {
        connect(new HostKeyPolicy.Pinned(Set.of(sshd.hostKey(type))));
        connect(new HostKeyPolicy.Pinned(Set.of(OTHER, sshd.hostKey(type))));
    }

    @Test
    void rejectsAKeyThatIsNotPinnedAndSaysWhatToDo() {
        assertThatThrownBy(() -> connect(new HostKeyPolicy.Pinned(Set.of(OTHER))))
                .isInstanceOf(HostKeyRejected.class)
                .hasMessageStartingWith("127.0.0.1:" + sshd.endpoint().port() + " showed the host key "
                        + sshd.hostKey("ed25519") + " and " + sshd.hostKey("ecdsa") + " and " + sshd.hostKey("rsa")
                        + ", but expected is " + OTHER + "; nothing was sent to it.")
                .hasMessageContaining("verify it out of band")
                .hasMessageContaining("pin the new fingerprint for this host in Manage Jenkins");
    }

    @Test
    void sendsNoLoginToAServerWithAnotherKey() throws Exception {
        try (MinaServer mina = MinaServer.start(call -> call.exit().onExit(0))) {
            SshTarget base = mina.target();
            SshTarget wrong = SshTarget.of(
                    base.endpoint(), base.account(), base.login(), new HostKeyPolicy.Pinned(Set.of(OTHER)));
            assertThatThrownBy(() -> SshConnector.real().connect(wrong, Log.nowhere()))
                    .isInstanceOf(HostKeyRejected.class);
            assertThat(mina.attempts()).isZero();
        }
    }

    @Test
    void acceptsAKeyOfAKnownHostsFile() throws Exception {
        connect(knownHosts("# comment", "", host() + " " + sshd.hostKeyLine("ed25519")));
        connect(knownHosts("other.example,127.0.0.* " + sshd.hostKeyLine("rsa")));
        connect(knownHosts("127.0.0.1 " + sshd.hostKeyLine("ecdsa")));
    }

    @Test
    void acceptsAKeyOfAHashedKnownHostsFile() throws Exception {
        Path file = directory.resolve("hashed");
        Files.writeString(file, host() + " " + sshd.hostKeyLine("ed25519") + "\n");
        new ProcessBuilder("ssh-keygen", "-q", "-H", "-f", file.toString())
                .inheritIO()
                .start()
                .waitFor();
        String hashed = Files.readString(file);
        assertThat(hashed).startsWith("|1|");
        connect(knownHosts(hashed));
    }

    @Test
    void rejectsAHostThatAKnownHostsFileDoesNotName() throws Exception {
        String line = sshd.hostKeyLine("ed25519");
        assertThatThrownBy(() -> connect(knownHosts("[127.0.0.1]:1 " + line, "other.example " + line)))
                .isInstanceOf(HostKeyRejected.class)
                .hasMessageContaining("no host key of it is configured")
                .hasMessageContaining("put its line into the known_hosts text");
    }

    @Test
    void rejectsARevokedKey() throws Exception {
        String line = sshd.hostKeyLine("ed25519");
        assertThatThrownBy(() -> connect(knownHosts(host() + " " + line, "@revoked * " + line)))
                .isInstanceOf(HostKeyRejected.class);
    }
}
