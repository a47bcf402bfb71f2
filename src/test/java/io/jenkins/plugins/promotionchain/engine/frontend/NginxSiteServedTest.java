package io.jenkins.plugins.promotionchain.engine.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.frontend.PageRequest.Transport;
import io.jenkins.plugins.promotionchain.engine.nginx.RawHttp;
import io.jenkins.plugins.promotionchain.engine.nginx.TestNginx;
import io.jenkins.plugins.promotionchain.engine.nginx.TestUpstream;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rendered site in a real nginx, between a visitor and two web servers. */
class NginxSiteServedTest {

    private static final Map<String, String> PAGES = Map.of(
            "/", "start page", "/index.html", "start page", "/env-config.js", "window.ENV = {};", "/app.js", "code");

    @TempDir
    Path directory;

    private TestNginx nginx;
    private TestUpstream frontend;
    private TestUpstream backend;
    private int port;

    @BeforeEach
    void lay() throws IOException {
        nginx = new TestNginx(directory);
        frontend = new TestUpstream("frontend", PAGES);
        backend = new TestUpstream("backend", Map.of()).everywhere("ECHO");
        port = TestNginx.freePort();
    }

    @AfterEach
    void stop() throws InterruptedException {
        nginx.close();
        frontend.close();
        backend.close();
    }

    private SiteSpec site() {
        return Sites.plain("127.0.0.1:" + port, frontend.endpoint(), backend.endpoint());
    }

    private void serve(SiteSpec site) throws Exception {
        Files.writeString(nginx.site(site.name()), NginxSite.render(site));
        nginx.start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/health/?a=%20b", "/admin/login", "/static/x.css", "/media/a%2Fb.jpg", "/api/"})
    void passesTheBackendsPathsOnUntouched(String path) throws Exception {
        serve(site());

        assertThat(RawHttp.get(port, path)).contains("backend got " + path + "\n");
    }

    @Test
    void tellsTheBackendWhoAskedAndHow() throws Exception {
        serve(site());

        assertThat(RawHttp.get(port, "/api/"))
                .contains("Host: dev.example.com:" + port + "\n", "X-real-ip: 127.0.0.1\n")
                .contains("X-forwarded-for: 127.0.0.1\n", "X-forwarded-proto: http\n");
    }

    @Test
    void aVisitorCannotPassForAnother() throws Exception {
        serve(site());

        String answer = RawHttp.send(
                port,
                "GET /api/ HTTP/1.1",
                "Host: dev.example.com",
                "X-Real-IP: 6.6.6.6",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: evil.example.com",
                "X-Forwarded-For: 6.6.6.6");

        assertThat(answer)
                .contains("X-real-ip: 127.0.0.1\n", "X-forwarded-proto: http\n", "X-forwarded-host: dev.example.com\n")
                .contains("X-forwarded-for: 6.6.6.6, 127.0.0.1\n");
    }

    @Test
    void aLineBreakInAPathReachesTheBackendAsItWasWrittenAndAddsNoHeader() throws Exception {
        serve(site());

        assertThat(RawHttp.get(port, "/api/%0d%0aX-Evil:%20yes"))
                .contains("backend got /api/%0d%0aX-Evil:%20yes\n")
                .doesNotContainIgnoringCase("\nX-Evil: ");
    }

    @ParameterizedTest
    @CsvSource({"/api, /api/", "/admin?next=1, /admin/?next=1"})
    void leadsABackendPathWithoutItsSlashThereOnTheSameHost(String path, String target) throws Exception {
        serve(site());

        assertThat(RawHttp.get(port, path)).startsWith("HTTP/1.1 301").contains("\r\nLocation: " + target + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/env-config.js", "/env-config.js?v=7", "/%65nv-config.js"})
    void noBrowserKeepsEnvConfig(String path) throws Exception {
        serve(site());

        String answer = RawHttp.get(port, path);

        assertThat(answer).startsWith("HTTP/1.1 200").endsWith("window.ENV = {};");
        assertThat(answer.lines().filter(line -> line.matches("(?i)cache-control:.*")))
                .containsExactly("Cache-Control: no-store");
        assertThat(answer).doesNotContainIgnoringCase("Expires");
    }

    @Test
    void noBrowserKeepsAFailureForEnvConfigEither() throws Exception {
        SiteSpec nobody =
                Sites.plain("127.0.0.1:" + port, Endpoint.of("127.0.0.1", TestNginx.freePort()), backend.endpoint());
        serve(nobody);

        assertThat(RawHttp.get(port, "/env-config.js"))
                .startsWith("HTTP/1.1 502")
                .contains("\r\nCache-Control: no-store\r\n");
    }

    @Test
    void whatTheContainerSaysAboutCachingOtherFilesStays() throws Exception {
        serve(site());

        assertThat(RawHttp.get(port, "/app.js"))
                .endsWith("code")
                .containsIgnoringCase("\r\nCache-Control: max-age=3600\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/orders/7/lines", "/v1.2/orders/", "/a%20b", "/orders?page=2"})
    void aPlaceInsideThePageIsAnsweredWithThePage(String path) throws Exception {
        serve(site());

        assertThat(RawHttp.get(port, path)).startsWith("HTTP/1.1 200").endsWith("start page");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/old.js", "/favicon.ico"})
    void aMissingFileStaysMissing(String path) throws Exception {
        serve(site());

        assertThat(RawHttp.get(port, path)).startsWith("HTTP/1.1 404").endsWith("frontend has no " + path);
    }

    @Test
    void aContainerWithItsOwnFallbackIsLeftToIt() throws Exception {
        frontend.everywhere("the container's own page");
        serve(site());

        assertThat(RawHttp.get(port, "/orders/7")).startsWith("HTTP/1.1 200").endsWith("the container's own page");
    }

    @Test
    void aBackends404IsNotAnsweredWithThePage() throws Exception {
        try (TestUpstream strict = new TestUpstream("backend", Map.of())) {
            serve(Sites.plain("127.0.0.1:" + port, frontend.endpoint(), strict.endpoint()));

            assertThat(RawHttp.get(port, "/api/v1/none"))
                    .startsWith("HTTP/1.1 404")
                    .endsWith("backend has no /api/v1/none");
        }
    }

    @Test
    void readsAQuotedPathAsItWasMeant() throws Exception {
        SiteSpec odd = new SiteSpec(
                "odd",
                "127.0.0.1:" + port,
                "_",
                frontend.endpoint(),
                Optional.of(backend.endpoint()),
                List.of("/a b;{\"\\'}#/"),
                Optional.empty());
        serve(odd);

        assertThat(RawHttp.get(port, "/a%20b;%7B%22%5C'%7D%23/x")).contains("backend got /a%20b;%7B%22%5C'%7D%23/x\n");
    }

    @Test
    void speaksTlsAndSendsPlainHttpThere() throws Exception {
        int plainPort = TestNginx.freePort();
        serve(Sites.secure(
                site(),
                new SiteSpec.Tls(
                        certificate().toString(),
                        directory.resolve("my key.pem").toString(),
                        Optional.of("127.0.0.1:" + plainPort))));

        PageAnswer answer =
                new PageRequest(new Port(port), "dev.example.com", "/api/", Transport.TLS).send(Duration.ofSeconds(5));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("X-forwarded-proto: https\n");
        String redirect = "\r\nLocation: https://dev.example.com:" + port + "/orders?page=2\r\n";
        assertThat(RawHttp.get(plainPort, "/orders?page=2"))
                .startsWith("HTTP/1.1 301")
                .contains(redirect);
        assertThat(RawHttp.get(port, "/orders?page=2"))
                .startsWith("HTTP/1.1 301")
                .contains(redirect);
    }

    private Path certificate() throws Exception {
        Path certificate = directory.resolve("my chain.pem");
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=dev.example.com",
                        "-keyout",
                        directory.resolve("my key.pem").toString(),
                        "-out",
                        certificate.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("openssl").toFile())
                .start();
        assertThat(openssl.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(openssl.exitValue()).isZero();
        return certificate;
    }
}
