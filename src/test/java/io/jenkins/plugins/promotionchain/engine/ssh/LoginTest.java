package io.jenkins.plugins.promotionchain.engine.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.LoginFailed;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginTest {

    private static final String PASSPHRASE = "open \"sesame' ü";

    @TempDir
    static Path directory;

    private static OpenSshServer sshd;

    private final SshConnector connector = SshConnector.real();

    @BeforeAll
    static void startServer() throws Exception {
        sshd = OpenSshServer.start(directory);
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (sshd != null) {
            sshd.close();
        }
    }

    private static SshTarget withKey(Sensitive pem, Optional<Sensitive> passphrase) {
        SshTarget base = sshd.target(pem);
        return SshTarget.of(base.endpoint(), base.account(), new SshLogin.PrivateKey(pem, passphrase), base.hostKeys());
    }

    private void assertLogsIn(SshTarget target) throws Exception {
        try (Server server = connector.connect(target, Log.nowhere())) {
            assertThat(server.run(Command.of("echo", "in")).trimmedOutput()).isEqualTo("in");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ed25519, -t ed25519",
        "ecdsa256, -t ecdsa -b 256",
        "ecdsa384, -t ecdsa -b 384",
        "ecdsa521, -t ecdsa -b 521",
        "rsa, -t rsa -b 2048",
        "rsaPem, -t rsa -b 2048 -m PEM",
        "rsaPkcs8, -t rsa -b 2048 -m PKCS8",
        "ecdsaPem, -t ecdsa -b 256 -m PEM",
        "ecdsaPkcs8, -t ecdsa -b 256 -m PKCS8",
    })
    void takesEveryKindOfKeyWithAndWithoutPassphrase(String name, String options) throws Exception {
        Sensitive open = sshd.newLoginKey(name, "", options.split(" "));
        assertLogsIn(withKey(open, Optional.empty()));
        Sensitive closed = sshd.newLoginKey(name + "Closed", PASSPHRASE, options.split(" "));
        assertLogsIn(withKey(closed, Optional.of(Sensitive.of(PASSPHRASE))));
    }

    @Test
    void takesAKeyAsAFormSendsIt() throws Exception {
        String pem = sshd.newLoginKey("pasted", "", "-t", "ed25519").reveal();
        assertLogsIn(withKey(Sensitive.of("\r\n" + pem.strip().replace("\n", "\r\n")), Optional.empty()));
    }

    @Test
    void ignoresAPassphraseThatTheKeyDoesNotNeed() throws Exception {
        Sensitive key = sshd.newLoginKey("spare", "", "-t", "ed25519");
        assertLogsIn(withKey(key, Optional.of(Sensitive.of("unused"))));
    }

    @Test
    void saysThatThePassphraseIsWrong() throws Exception {
        for (String options : List.of("-t ed25519", "-t rsa -b 2048 -m PEM", "-t rsa -b 2048 -m PKCS8")) {
            Sensitive key = sshd.newKey("wrong" + options.hashCode(), PASSPHRASE, options.split(" "));
            assertThatThrownBy(() -> assertLogsIn(withKey(key, Optional.of(Sensitive.of("wr0ng-phrase")))))
                    .isInstanceOf(LoginFailed.class)
                    .hasMessageContaining("The passphrase does not open the private key for root@127.0.0.1");
        }
    }

    @Test
    void saysThatThePassphraseIsMissing() throws Exception {
        Sensitive key = sshd.newKey("closed", PASSPHRASE, "-t", "ed25519");
        assertThatThrownBy(() -> assertLogsIn(withKey(key, Optional.empty())))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("is encrypted and no passphrase is given");
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "hello",
        "'-----BEGIN OPENSSH PRIVATE KEY-----\nc2VudGluZWwtc2VjcmV0\n-----END OPENSSH PRIVATE KEY-----'",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBzv sentinel-secret",
    })
    void saysThatTheKeyCannotBeRead(String pem) {
        Throwable thrown = catchThrowable(() -> assertLogsIn(withKey(Sensitive.of(pem), Optional.empty())));
        assertThat(thrown).isInstanceOf(InvalidInput.class).hasMessageContaining("cannot be read");
        assertThat(trace(thrown)).doesNotContain("sentinel", "c2VudGluZWwtc2VjcmV0");
    }

    @Test
    void saysThatTheServerDoesNotKnowTheKeyAndWhatItOffers() throws Exception {
        Sensitive unknown = sshd.newKey("unknown", "", "-t", "ed25519");
        assertThatThrownBy(() -> assertLogsIn(withKey(unknown, Optional.empty())))
                .isInstanceOf(LoginFailed.class)
                .hasMessageContaining(
                        "Login as root@127.0.0.1:" + sshd.endpoint().port() + " with a private key failed")
                .hasMessageContaining("the server offers: publickey")
                .hasMessageContaining("~/.ssh/authorized_keys");
    }

    @Test
    void saysThatTheServerTakesNoPassword() {
        SshTarget base = sshd.target(Sensitive.of(""));
        SshTarget target =
                SshTarget.of(base.endpoint(), "root", new SshLogin.Password(Sensitive.of("sentinel")), base.hostKeys());
        Throwable thrown = catchThrowable(() -> connector.connect(target, Log.nowhere()));
        assertThat(thrown).isInstanceOf(LoginFailed.class).hasMessageContaining("offers: publickey");
        assertThat(trace(thrown)).doesNotContain("sentinel");
    }

    @Test
    void logsInWithAPassword() throws Exception {
        try (MinaServer mina = MinaServer.start(LoginTest::succeed)) {
            assertLogsInto(mina);
        }
    }

    @Test
    void logsInWithAPasswordWhereItIsAskedForInteractively() throws Exception {
        try (MinaServer mina = MinaServer.startInteractive(LoginTest::succeed)) {
            assertLogsInto(mina);
        }
    }

    @Test
    void triesAWrongPasswordOnceAndNeverNamesIt() throws Exception {
        try (MinaServer mina = MinaServer.start(LoginTest::succeed)) {
            assertRefuses(mina, "password");
        }
        try (MinaServer mina = MinaServer.startInteractive(LoginTest::succeed)) {
            assertRefuses(mina, "keyboard-interactive");
        }
    }

    @Test
    void saysWhereItConnectedAndByWhichHostKey() throws Exception {
        List<String> lines = new ArrayList<>();
        try (MinaServer mina = MinaServer.start(LoginTest::succeed)) {
            connector.connect(mina.target(), lines::add).close();
            assertThat(lines)
                    .containsExactly("Connected to django@127.0.0.1 (port "
                            + mina.endpoint().port() + ", host key " + mina.hostKeyFingerprint() + ", password)");
        }
    }

    private void assertLogsInto(MinaServer mina) throws Exception {
        try (Server server = connector.connect(mina.target(), Log.nowhere())) {
            assertThat(server.run(Command.of("true")).exitStatus()).isZero();
        }
        assertThat(mina.attempts()).isEqualTo(1);
    }

    private void assertRefuses(MinaServer mina, String offered) {
        SshTarget target = mina.targetWith(Sensitive.of("sentinel-secret"));
        Throwable thrown = catchThrowable(() -> connector.connect(target, Log.nowhere()));
        assertThat(thrown)
                .isInstanceOf(LoginFailed.class)
                .hasMessageContaining("Login as django@" + mina.endpoint() + " with a password failed")
                .hasMessageContaining("the server offers: " + offered);
        assertThat(trace(thrown)).doesNotContain("sentinel");
        assertThat(mina.attempts()).isEqualTo(1);
    }

    private static void succeed(MinaServer.Call call) {
        call.exit().onExit(0);
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
