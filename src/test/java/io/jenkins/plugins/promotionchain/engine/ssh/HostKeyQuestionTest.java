package io.jenkins.plugins.promotionchain.engine.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.HostUnreachable;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostKeyQuestionTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final HostKeyQuestion question = new HostKeyQuestion(Duration.ofSeconds(10));

    @Test
    void tellsTypeAndFingerprintWithoutTryingToLogIn() throws Exception {
        try (MinaServer mina = MinaServer.start(call -> call.exit().onExit(0))) {
            ShownHostKey shown = question.ask(mina.endpoint());

            assertThat(shown).isEqualTo(new ShownHostKey("ecdsa-sha2-nistp256", mina.hostKeyFingerprint()));
            assertThat(mina.attempts()).isZero();
        }
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        try (MinaServer mina = MinaServer.start(call -> call.exit().onExit(0))) {
            question.ask(mina.endpoint());

            for (Thread thread : threadsTo(mina.endpoint())) {
                thread.join(5_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @Test
    void saysInOneSentenceThatNobodyListens() throws Exception {
        Endpoint closed;
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            closed = Endpoint.of("127.0.0.1", socket.getLocalPort());
        }

        assertThatThrownBy(() -> question.ask(closed))
                .isInstanceOf(HostUnreachable.class)
                .hasMessageStartingWith(closed + " refused the connection");
    }

    @Test
    void saysThatSomebodyListensWhoDoesNotSpeakSsh() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            Thread web = new Thread(() -> {
                try (var client = socket.accept()) {
                    client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                } catch (IOException closedByTheTest) {
                    Thread.currentThread().interrupt();
                }
            });
            web.setDaemon(true);
            web.start();
            Endpoint other = Endpoint.of("127.0.0.1", socket.getLocalPort());

            assertThatThrownBy(() -> question.ask(other))
                    .isInstanceOf(HostUnreachable.class)
                    .hasMessageContaining("No SSH connection to " + other);
        }
    }

    @Test
    void doesNotWaitLongerThanItsLimit() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, LOOPBACK)) {
            Endpoint endpoint = Endpoint.of("127.0.0.1", silent.getLocalPort());

            assertThatThrownBy(() -> new HostKeyQuestion(Duration.ofSeconds(1)).ask(endpoint))
                    .isInstanceOf(HostUnreachable.class)
                    .hasMessageContaining("did not answer within 1 seconds");
        }
    }

    private static List<Thread> threadsTo(Endpoint endpoint) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("SSH to nobody@" + endpoint.host()))
                .toList();
    }
}
