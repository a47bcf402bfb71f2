package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import io.jenkins.plugins.promotionchain.engine.image.LoopbackServer.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a registry is asked again, and when no more. */
class RegistryPatienceTest extends RegistryScenario {

    @Test
    void asksAgainAsLateAsTheRegistryWishes() throws Exception {
        Deque<Answer> answers = new ArrayDeque<>(List.of(
                new Answer(429, Map.of("Retry-After", "7"), new byte[0]),
                new Answer(503, Map.of("Retry-After", "Tue, 9 Dec 2025 12:00:30 GMT"), new byte[0]),
                Answer.status(500),
                found()));
        LoopbackServer server = start(request -> answers.poll());

        assertThat(anonymous(server).find(repository(server), "a")).isPresent();
        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(30), Duration.ofSeconds(4));
    }

    @Test
    void waitsAMinuteAtMost() throws Exception {
        Deque<Answer> answers =
                new ArrayDeque<>(List.of(new Answer(429, Map.of("Retry-After", "86400"), new byte[0]), found()));
        LoopbackServer server = start(request -> answers.poll());

        assertThat(anonymous(server).find(repository(server), "a")).isPresent();
        assertThat(pauses).containsExactly(Duration.ofMinutes(1));
    }

    @Test
    void asksOnceWhereSomebodyOnlyWantsToKnow() throws Exception {
        LoopbackServer server = start(request -> Answer.status(502));
        RegistryClient client = RegistryClient.Factory.over(
                        RegistryTransport.once(Clock.systemUTC(), Duration.ofSeconds(5)))
                .connect(server.host(), Optional.empty());

        assertThatThrownBy(() -> client.find(repository(server), "a"))
                .isInstanceOf(RegistryRefused.class)
                .hasMessageStartingWith("Registry " + server.host() + " answers with status 502. ");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void givesUpOnARegistryThatStaysBroken() throws Exception {
        LoopbackServer server = start(request -> Answer.status(502));

        assertThatThrownBy(() -> anonymous(server).find(repository(server), "a"))
                .isInstanceOf(RegistryRefused.class)
                .hasMessageContaining("502")
                .hasMessageContaining("4 attempts");
        assertThat(server.asked()).hasSize(4);
    }

    @Test
    void asksAgainWhenTheConnectionBreaks() throws Exception {
        Deque<Optional<Answer>> answers = new ArrayDeque<>(List.of(Optional.empty(), Optional.of(found())));
        LoopbackServer server = start(request -> request.method().equals("HEAD") && answers.size() > 1
                ? answers.poll().orElse(null)
                : found());

        assertThat(anonymous(server).find(repository(server), "a")).isPresent();
    }

    @Test
    void saysThatARegistryCannotBeReached() throws Exception {
        LoopbackServer server = start(request -> found());
        server.close();

        assertThatThrownBy(() -> anonymous(server).find(repository(server), "a"))
                .isInstanceOf(RegistryRefused.class)
                .hasMessageContaining(server.host())
                .hasMessageContaining("cannot be reached");
        assertThat(pauses).hasSize(3);
    }

    @Test
    void doesNotWaitForEverForTheRestOfAnAnswer() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            Thread stalling = new Thread(() -> {
                try {
                    while (true) {
                        Socket client = socket.accept();
                        client.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx".getBytes());
                    }
                } catch (IOException e) {
                    // closed: the test has ended
                }
            });
            stalling.start();
            RegistryTransport transport =
                    RegistryTransport.create(pause -> {}, Clock.systemUTC(), Duration.ofMillis(300));
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/"))
                    .build();

            assertThatThrownBy(() -> transport.send("127.0.0.1", request))
                    .isInstanceOf(RegistryRefused.class)
                    .hasMessageContaining("no complete answer within 0 s");
        }
    }

    @Test
    @Timeout(20)
    void givesUpOnABodyThatNeverEnds() throws Exception {
        try (RawServer server =
                RawServer.start(RawServer.stallingAfter("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"sch"))) {
            RegistryClient client = RegistryClient.Factory.over(
                            RegistryTransport.create(pauses::add, Clock.systemUTC(), Duration.ofMillis(200)))
                    .connect(server.host(), Optional.empty());

            assertThatThrownBy(client::check)
                    .isInstanceOf(RegistryRefused.class)
                    .hasMessageContaining("no complete answer");
            assertThat(server.connections()).isEqualTo(4);
            server.awaitTheEndOfAllConnections();
        }
    }

    @Test
    void refusesABodyThatIsTooLargeAtOnce() throws Exception {
        LoopbackServer server = start(request -> new Answer(200, Map.of(), new byte[BoundedBody.LIMIT + 1]));

        assertThatThrownBy(() -> anonymous(server).check())
                .isInstanceOf(RegistryRefused.class)
                .hasMessageContaining("16 MiB");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void takesABodyThatIsAsLargeAsItMayBe() throws Exception {
        LoopbackServer server = start(request -> new Answer(200, Map.of(), new byte[BoundedBody.LIMIT]));

        anonymous(server).check();

        assertThat(server.asked()).hasSize(1);
    }
}
