package io.jenkins.plugins.promotionchain.engine.deploy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.ImageMissing;
import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The image cannot be had: nothing on the server is touched. */
class RegistryFaultIT extends FaultScenario {

    private Optional<RegistryLogin> login = super.login();

    @Override
    protected Optional<RegistryLogin> login() {
        return login;
    }

    @AfterEach
    void logInAsUsual() {
        login = super.login();
    }

    @Test
    void nobodyListensThere() throws Exception {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        String address;
        try (ServerSocket free = new ServerSocket(0, 1, loopback)) {
            address = "127.0.0.1:" + free.getLocalPort();
        }
        nobodyNotices(() -> {
            login = Optional.empty();
            assertThatThrownBy(() -> deploy(elsewhere(address), Map.of()))
                    .isInstanceOf(RegistryRefused.class)
                    .hasMessageContaining("cannot be reached");
        });
    }

    @Test
    void nobodyListensWhereToLogIn() throws Exception {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        String address;
        try (ServerSocket free = new ServerSocket(0, 1, loopback)) {
            address = "127.0.0.1:" + free.getLocalPort();
        }
        RegistryLogin usual = login.orElseThrow();
        nobodyNotices(() -> {
            login = Optional.of(new RegistryLogin(address, usual.username(), usual.password()));
            assertThatThrownBy(() -> deploy(elsewhere(address), Map.of()))
                    .isInstanceOf(RegistryRefused.class)
                    .hasMessageContaining("Cannot log in at registry " + address)
                    .hasMessageContaining("connection refused");
        });
    }

    @Test
    void whatListensThereHangsUp() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            Thread hangingUp = new Thread(() -> hangUp(listening), "registry");
            hangingUp.start();
            nobodyNotices(() -> {
                login = Optional.empty();
                assertThatThrownBy(() -> deploy(elsewhere("127.0.0.1:" + listening.getLocalPort()), Map.of()))
                        .isInstanceOf(RegistryRefused.class)
                        .hasMessageContaining("cannot be reached");
            });
            listening.close();
            hangingUp.join();
        }
    }

    @Test
    void theLoginIsWrong() throws Exception {
        ImageRef wanted = image("wanted");
        RegistryLogin usual = login.orElseThrow();
        nobodyNotices(() -> {
            login = Optional.of(new RegistryLogin(usual.registry(), usual.username(), Sensitive.of("not-" + "it")));
            assertThatThrownBy(() -> deploy(wanted, Map.of()))
                    .isInstanceOf(RegistryRefused.class)
                    .hasMessageContaining("refuses the login of 'deployer'")
                    .hasMessageContaining("a token may have expired");
        });
    }

    @Test
    void thereIsNoLogin() throws Exception {
        ImageRef wanted = image("wanted");
        nobodyNotices(() -> {
            login = Optional.empty();
            assertThatThrownBy(() -> deploy(wanted, Map.of()))
                    .isInstanceOf(RegistryRefused.class)
                    .hasMessageContaining("the registry refuses that account");
        });
    }

    @Test
    void theDigestIsGone() throws Exception {
        ImageRef gone = new ImageRef(image("one").repository(), ImageDigest.of("sha256:" + "0".repeat(64)));
        nobodyNotices(() -> assertThatThrownBy(() -> deploy(gone, Map.of()))
                .isInstanceOf(ImageMissing.class)
                .hasMessageContaining("run the build that made it again"));
    }

    private ImageRef elsewhere(String registry) throws Exception {
        return ImageRef.parse(registry + "/stories/backend@" + image("one").digest());
    }

    private static void hangUp(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                listening.accept().close();
            } catch (IOException e) {
                // closed: the test is over
                return;
            }
        }
    }
}
