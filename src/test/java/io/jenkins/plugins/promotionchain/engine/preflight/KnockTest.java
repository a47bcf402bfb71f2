package io.jenkins.plugins.promotionchain.engine.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.deploy.FakeServer;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands at the end of the tunnel. */
class KnockTest {

    private static final Endpoint DATABASE = Endpoint.of("db.example.com", 5432);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private ServerSocket listening;

    @FunctionalInterface
    private interface Behaviour {
        void with(Socket visitor) throws IOException;
    }

    @BeforeEach
    void listen() throws Exception {
        listening = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void close() throws Exception {
        listening.close();
    }

    private Knock knock(Behaviour behaviour) {
        Thread thread = new Thread(() -> {
            try (Socket visitor = listening.accept()) {
                behaviour.with(visitor);
            } catch (IOException e) {
                // the visitor has gone
            }
        });
        thread.setDaemon(true);
        thread.start();
        return new Knock(new FakeServer(new Port(listening.getLocalPort())), PATIENCE);
    }

    @Test
    void takesAnyByteForAnAnswer() throws Exception {
        Knock knock = knock(visitor -> {
            assertThat(visitor.getInputStream().readNBytes(8)).isEqualTo(Knock.POSTGRESQL);
            visitor.getOutputStream().write('N');
        });

        assertThat(knock.say(DATABASE, Knock.POSTGRESQL)).isEmpty();
    }

    @Test
    void takesTheEndForARefusal() throws Exception {
        assertThat(knock(visitor -> {}).say(DATABASE, Knock.SILENCE)).contains("no connection");
    }

    @Test
    void waitsOnlySoLong() throws Exception {
        Knock knock = knock(visitor -> visitor.getInputStream().read());

        assertThat(knock.say(DATABASE, Knock.SILENCE)).contains("no answer within 1 s");
    }

    @Test
    void takesWordsThatAreNoTlsForAnAnswerAndNoWordsForNone() throws Exception {
        byte[] words = "HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

        assertThat(knock(visitor -> visitor.getOutputStream().write(words)).greet(DATABASE))
                .isEmpty();
        Optional<String> refused =
                knock(visitor -> visitor.getInputStream().read()).greet(DATABASE);
        assertThat(refused).contains("no connection");
    }
}
