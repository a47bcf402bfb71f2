package io.jenkins.plugins.promotionchain.engine.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NginxSiteTest {

    private static final Endpoint FRONTEND = Endpoint.of("127.0.0.1", 8080);
    private static final Endpoint BACKEND = Endpoint.of("10.0.0.5", 8000);

    @Test
    void rendersThePlainSite() throws IOException {
        assertThat(NginxSite.render(Sites.plain("80", FRONTEND, BACKEND))).isEqualTo(expected("plain-site.conf"));
    }

    @Test
    void rendersTheSiteWithTls() throws IOException {
        SiteSpec site = Sites.named(Sites.plain("443", FRONTEND, BACKEND), "dev.example.com");

        assertThat(NginxSite.render(Sites.secure(site, new SiteSpec.Tls("/etc/ssl/my chain.pem", "/etc/ssl/key.pem"))))
                .isEqualTo(expected("secure-site.conf"));
    }

    @Test
    void passesNothingToABackendThatIsNotThere() {
        SiteSpec site = new SiteSpec(
                "a", "80", "_", FRONTEND, Optional.empty(), SiteSpec.DEFAULT_BACKEND_PATHS, Optional.empty());

        assertThat(NginxSite.render(site)).doesNotContain("/api/").doesNotContain("-backend");
    }

    @Test
    void quotesABackendPathWithASpace() {
        SiteSpec site =
                new SiteSpec("a", "80", "_", FRONTEND, Optional.of(BACKEND), List.of("/a b;{/"), Optional.empty());

        assertThat(NginxSite.render(site)).contains("location ^~ \"/a b;{/\" {");
    }

    @Test
    void redirectsFromPlainHttpOnlyWhereAskedOrUsual() {
        SiteSpec.Tls usual = new SiteSpec.Tls("/c.pem", "/k.pem");
        SiteSpec.Tls asked = new SiteSpec.Tls("/c.pem", "/k.pem", Optional.of("10.0.0.9:8081"));

        assertThat(NginxSite.render(Sites.secure(Sites.plain("10.0.0.9:8443", FRONTEND, BACKEND), usual)))
                .containsOnlyOnce("listen ");
        assertThat(NginxSite.render(Sites.secure(Sites.plain("10.0.0.9:443", FRONTEND, BACKEND), usual)))
                .contains("listen 10.0.0.9:80;");
        assertThat(NginxSite.render(
                        Sites.secure(Sites.plain("10.0.0.9:8443 default_server", FRONTEND, BACKEND), asked)))
                .contains("listen 10.0.0.9:8081;", "listen 10.0.0.9:8443 ssl default_server;")
                .contains("return 301 https://$host:8443$request_uri;");
    }

    private static String expected(String name) throws IOException {
        try (InputStream file = NginxSiteTest.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
