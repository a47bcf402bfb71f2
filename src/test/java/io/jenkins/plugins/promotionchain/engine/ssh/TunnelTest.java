package io.jenkins.plugins.promotionchain.engine.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.failure.HostKeyRejected;
import io.jenkins.plugins.promotionchain.engine.failure.HostUnreachable;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TunnelTest {

    @TempDir
    static Path directory;

    private static OpenSshServer sshd;
    private static OpenSshServer jump;
    private static Sensitive key;
    private static Sensitive jumpKey;

    @BeforeAll
    static void startServers() throws Exception {
        sshd = OpenSshServer.start(directory);
        jump = OpenSshServer.start(directory);
        key = sshd.newLoginKey("login", "", "-t", "ed25519");
        jumpKey = jump.newLoginKey("login", "", "-t", "ed25519");
    }

    @AfterAll
    static void stopServers() throws Exception {
        if (jump != null) {
            jump.close();
        }
        if (sshd != null) {
            sshd.close();
        }
    }

    @Test
    void leadsToAnHttpServerUntilItIsClosed() throws Exception {
        byte[] page = new byte[3 << 20];
        Arrays.fill(page, (byte) 'x');
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        http.start();
        try (Server server = SshConnector.real().connect(sshd.target(key), Log.nowhere())) {
            Tunnel tunnel =
                    server.openTunnel(Endpoint.of("127.0.0.1", http.getAddress().getPort()));
            URI uri = URI.create("http://127.0.0.1:" + tunnel.localPort() + "/");
            for (int i = 0; i < 3; i++) {
                byte[] answer = HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray())
                        .body();
                assertThat(answer).isEqualTo(page);
                assertThat(server.run(Command.of("echo", "meanwhile")).output()).isEqualTo("meanwhile\n");
            }
            tunnel.close();
            tunnel.close();
            assertRefused(tunnel);
        } finally {
            http.stop(0);
        }
    }

    @Test
    void endsWithItsConnection() throws Exception {
        Tunnel tunnel;
        try (Server server = SshConnector.real().connect(sshd.target(key), Log.nowhere())) {
            tunnel = server.openTunnel(sshd.endpoint());
        }
        assertRefused(tunnel);
        tunnel.close();
    }

    @Test
    void reachesAServerThroughAJumpHost() throws Exception {
        SshTarget target = sshd.target(key).through(jump.target(jumpKey));
        long before = jump.connections();
        try (Server server = SshConnector.real().connect(target, Log.nowhere())) {
            assertThat(server.run(Command.of("sh", "-c", "echo ${SSH_CONNECTION##* }"))
                            .trimmedOutput())
                    .isEqualTo(sshd.endpoint().port().toString());
            assertThat(jump.connections()).isGreaterThan(before);
        }
    }

    @Test
    void verifiesTheHostKeysOfBothServers() {
        HostKeyPolicy wrong = new HostKeyPolicy.Pinned(
                Set.of(HostKeyFingerprint.of("SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU")));
        SshTarget way = jump.target(jumpKey);
        SshTarget wrongWay = SshTarget.of(way.endpoint(), way.account(), way.login(), wrong);
        SshTarget end = sshd.target(key);
        SshTarget wrongEnd = SshTarget.of(end.endpoint(), end.account(), end.login(), wrong);
        assertThatThrownBy(() -> SshConnector.real().connect(end.through(wrongWay), Log.nowhere()))
                .isInstanceOf(HostKeyRejected.class)
                .hasMessageStartingWith(way.endpoint().toString());
        assertThatThrownBy(() -> SshConnector.real().connect(wrongEnd.through(way), Log.nowhere()))
                .isInstanceOf(HostKeyRejected.class)
                .hasMessageStartingWith(end.endpoint().toString());
    }

    @Test
    void saysWhenTheJumpHostDoesNotReachTheServer() throws Exception {
        SshTarget end = sshd.target(key);
        SshTarget nowhere = SshTarget.of(
                Endpoint.of("127.0.0.1", OpenSshServer.freePort()), end.account(), end.login(), end.hostKeys());
        assertThatThrownBy(() -> SshConnector.real().connect(nowhere.through(jump.target(jumpKey)), Log.nowhere()))
                .isInstanceOf(HostUnreachable.class)
                .hasMessageContaining("did not answer through the jump host " + jump.endpoint());
    }

    /** The operating system takes back a port when the thread that waits on it has woken up: within moments. */
    private static void assertRefused(Tunnel tunnel) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (true) {
            try (Socket socket = new Socket("127.0.0.1", tunnel.localPort().number())) {
                assertThat(System.nanoTime()).as("still open: %s", socket).isLessThan(deadline);
            } catch (ConnectException refused) {
                return;
            }
        }
    }

    @Test
    void keepsListeningWhileNothingAnswersAtItsEnd() throws Exception {
        int port = OpenSshServer.freePort();
        try (Server server = SshConnector.real().connect(sshd.target(key), Log.nowhere());
                Tunnel tunnel = server.openTunnel(Endpoint.of("127.0.0.1", port))) {
            for (int i = 0; i < 5; i++) {
                assertThat(firstByteThrough(tunnel)).isEqualTo(-1);
            }
            try (ServerSocket late = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                Thread answer = new Thread(() -> {
                    try (Socket socket = late.accept()) {
                        socket.getOutputStream().write('!');
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
                answer.start();
                assertThat(firstByteThrough(tunnel)).isEqualTo('!');
                answer.join();
            }
        }
    }

    private static int firstByteThrough(Tunnel tunnel) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", tunnel.localPort().number())) {
            socket.setSoTimeout(10_000);
            return socket.getInputStream().read();
        }
    }
}
