package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the user is told when TLS fails, and whether it is tried again. */
class RegistryTlsTest {

    private static final char[] STORE_PASSWORD = "changeit".toCharArray();

    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void triesAgainWhenTheConnectionBreaksInTheHandshake() throws Exception {
        try (RawServer server = RawServer.start(connection -> {
            int ignored = connection.getInputStream().read();
            connection.setSoLinger(true, 0);
            connection.close();
        })) {
            assertThatThrownBy(() -> send(server.port()))
                    .isInstanceOf(RegistryRefused.class)
                    .hasMessageContaining("cannot be reached")
                    .hasMessageNotContaining("certificate");
            assertThat(server.connections()).isEqualTo(4);
        }
    }

    @Test
    void saysThatARegistryDoesNotSpeakTls() throws Exception {
        try (RawServer server = RawServer.start(RawServer.stallingAfter("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
            assertThatThrownBy(() -> send(server.port()))
                    .isInstanceOf(RegistryRefused.class)
                    .hasMessageContaining("has to speak TLS")
                    .hasMessageNotContaining("certificate");
        }
    }

    @Test
    void saysAtOnceThatACertificateIsNotTrusted(@TempDir Path directory) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned(directory)));
        server.start();
        try {
            assertThatThrownBy(() -> send(server.getAddress().getPort()))
                    .isInstanceOf(RegistryRefused.class)
                    .hasMessageContaining("trust the registry's certificate");
            assertThat(pauses).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    private void send(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/v2/"))
                .build();
        RegistryTransport.create(pauses::add, Clock.systemUTC()).send("registry.example.com", request);
    }

    private static SSLContext selfSigned(Path directory) throws Exception {
        Path file = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "registry",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(STORE_PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, STORE_PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, STORE_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
