package io.jenkins.plugins.promotionchain.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that keep a connection busy without ever finishing their answer. */
@Timeout(20)
class HttpGetTest {

    private ServerSocket server;
    private Thread thread;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        thread.join();
    }

    @Test
    void waitsForTheWholeOfTheHeadersOnlySoLong() {
        answerForEver("HTTP/1.1 200 OK\r\nX-Long: ", "x");

        assertThatThrownBy(this::get).isInstanceOf(IOException.class).hasMessageContaining("no answer within");
    }

    @Test
    void readsNoMoreHeadersThanAnyAnswerHas() {
        answerForEver("HTTP/1.1 200 OK\r\n", "X-Many: %s\r\n".formatted("x".repeat(8000)));

        assertThatThrownBy(this::get).isInstanceOf(IOException.class).hasMessageContaining("longer than 64 KiB");
    }

    @Test
    void takesTheStatusOfAnAnswerWhoseBodyNeverEnds() throws Exception {
        answerForEver("HTTP/1.1 200 OK\r\n\r\n", "x");

        HttpAnswer answer = get();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.beginning()).startsWith("x").contains("broke off");
    }

    private HttpAnswer get() throws IOException {
        return new HttpGet(new Port(server.getLocalPort()), Duration.ofMillis(500)).send("localhost", "/", "http");
    }

    /** Sends a text, and then another one every 20 ms until the other side hangs up. */
    private void answerForEver(String first, String again) {
        thread = new Thread(() -> {
            try (Socket connection = server.accept();
                    OutputStream out = connection.getOutputStream()) {
                out.write(first.getBytes(StandardCharsets.ISO_8859_1));
                while (true) {
                    out.write(again.getBytes(StandardCharsets.ISO_8859_1));
                    Thread.sleep(20);
                }
            } catch (IOException | InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
    }
}
