package io.jenkins.plugins.promotionchain.engine.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.deploy.ContainerEnvironment;
import io.jenkins.plugins.promotionchain.engine.deploy.ContainerRequest;
import io.jenkins.plugins.promotionchain.engine.deploy.DeploymentOutcome;
import io.jenkins.plugins.promotionchain.engine.deploy.HealthCheck;
import io.jenkins.plugins.promotionchain.engine.deploy.SwapSettings;
import io.jenkins.plugins.promotionchain.engine.deploy.SwapStrategy;
import io.jenkins.plugins.promotionchain.engine.deploy.Verification;
import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.ProxyConfigurationRejected;
import io.jenkins.plugins.promotionchain.engine.nginx.RawHttp;
import io.jenkins.plugins.promotionchain.engine.nginx.TestNginx;
import io.jenkins.plugins.promotionchain.engine.nginx.TestUpstream;
import io.jenkins.plugins.promotionchain.engine.nginx.ThisMachine;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of things and the way back, with a real nginx and a container that is only played. */
class FrontendDeploymentTest {

    @TempDir
    Path directory;

    private final List<String> started = new ArrayList<>();
    private final List<String> logged = new ArrayList<>();
    private TestNginx nginx;
    private TestUpstream container;
    private String mounted = "";
    private boolean imageHidesEnvConfig;
    private int port;

    @BeforeEach
    void lay() throws Exception {
        nginx = new TestNginx(directory);
        nginx.start();
        container = new TestUpstream("container", Map.of("/", "start page"));
        port = TestNginx.freePort();
    }

    @AfterEach
    void stop() throws InterruptedException {
        nginx.close();
        container.close();
    }

    /** Plays docker: a start reads the mounted file once, as a bind mount keeps the inode of its start. */
    private DeploymentOutcome play(ContainerRequest request, Verification verification)
            throws PromotionFailure, InterruptedException {
        String volume = String.join(" ", request.volumes());
        boolean changed = !volume.equals(mounted) || !verification.stillRight(container.endpoint());
        if (changed) {
            String before = mounted;
            start(volume);
            try {
                verification.direct(request.name(), container.endpoint());
                verification.served();
            } catch (PromotionFailure e) {
                start(before);
                throw e;
            }
        }
        return new DeploymentOutcome(
                request.target(),
                request.name(),
                request.image(),
                Optional.empty(),
                "",
                changed ? List.of("container started") : List.of(),
                200,
                Duration.ZERO);
    }

    private void start(String volume) {
        started.add(volume);
        mounted = volume;
        if (!volume.isEmpty()) {
            try {
                String text = Files.readString(Path.of(volume.substring(0, volume.indexOf(':'))));
                container.file("/env-config.js", imageHidesEnvConfig ? "window.ENV = 'from the image';" : text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private DeploymentOutcome deploy(Optional<EnvConfig> config, Optional<SiteSpec> site) throws Exception {
        ThisMachine machine = new ThisMachine(directory, "dash");
        return new FrontendDeployment(
                        machine,
                        this::play,
                        nginx.installation(),
                        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                        duration -> {},
                        logged::add)
                .deploy(request(), config, env().toString(), site);
    }

    private Path env() {
        return directory.resolve("env");
    }

    private static Optional<EnvConfig> config(String address) {
        return Optional.of(new EnvConfig("ENV", Map.of("API_BASE_URL", address)));
    }

    private Optional<SiteSpec> site() {
        return Optional.of(Sites.plain("127.0.0.1:" + port, container.endpoint(), container.endpoint()));
    }

    private ContainerRequest request() {
        return new ContainerRequest(
                new DeploymentTarget(
                        ApplicationName.of("projectmeats"), EnvironmentName.of("dev"), ComponentName.of("frontend")),
                ContainerName.of("pm-frontend"),
                ImageRef.parse("127.0.0.1:5000/pm/frontend@sha256:" + "0".repeat(64)),
                Optional.empty(),
                new PublishedPort(
                        Optional.of(container.endpoint().host()),
                        container.endpoint().port(),
                        new Port(80)),
                List.of(),
                new ContainerEnvironment("frontend.env", Map.of()),
                HealthCheck.frontend("/"),
                SwapSettings.of(SwapStrategy.RECREATE),
                Optional.empty(),
                "");
    }

    @Test
    void aVisitorGetsTheEnvConfigOfTheEnvironment() throws Exception {
        DeploymentOutcome outcome = deploy(config("https://dev"), site());

        assertThat(RawHttp.get(port, "/env-config.js"))
                .endsWith(config("https://dev").get().text());
        assertThat(env().resolve("env-config.js"))
                .hasContent(config("https://dev").get().text());
        assertThat(outcome.changes())
                .anyMatch(change -> change.endsWith(".js written"))
                .contains("container started", "env-config.js in " + env() + " is now that of this deployment");
        assertThat(logged)
                .containsAll(outcome.changes().stream()
                        .filter(change -> change.contains("env-config.js"))
                        .map(change -> "  - " + change)
                        .toList());
    }

    @Test
    void aSecondRunChangesNothing() throws Exception {
        deploy(config("https://dev"), site());
        started.clear();

        assertThat(deploy(config("https://dev"), site()).changes()).isEmpty();
        assertThat(started).isEmpty();
    }

    @Test
    void aChangedEnvConfigReachesThePage() throws Exception {
        deploy(config("https://old"), site());
        deploy(config("https://new"), site());

        assertThat(RawHttp.get(port, "/env-config.js"))
                .endsWith(config("https://new").get().text());
    }

    @Test
    void aChangedSiteIsPutInForceBeforeAnUnchangedContainer() throws Exception {
        deploy(config("https://dev"), Optional.empty());
        started.clear();

        assertThat(deploy(config("https://dev"), site()).changes())
                .containsExactly("nginx site " + nginx.site("projectmeats") + " written and loaded");
        assertThat(started).isEmpty();
    }

    @Test
    void anImageThatHidesEnvConfigIsTakenBack() throws Exception {
        deploy(config("https://old"), site());
        imageHidesEnvConfig = true;

        assertThatThrownBy(() -> deploy(config("https://new"), site()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("does not serve the env-config.js that is mounted")
                .hasMessageContaining("30 bytes");
        assertThat(env().resolve("env-config.js"))
                .hasContent(config("https://old").get().text());
        assertThat(started).last().asString().isEqualTo(started.get(0));
    }

    @Test
    void aSiteThatNginxRefusesTakesTheContainerBackAndKeepsTheOldSite() throws Exception {
        deploy(config("https://old"), site());
        String before = Files.readString(nginx.site("projectmeats"));
        SiteSpec broken = Sites.secure(site().get(), new SiteSpec.Tls("/no/such.pem", "/no/such.key"));

        assertThatThrownBy(() -> deploy(config("https://new"), Optional.of(broken)))
                .isInstanceOf(ProxyConfigurationRejected.class)
                .hasMessageContaining("/no/such.pem");
        assertThat(nginx.site("projectmeats")).hasContent(before);
        assertThat(RawHttp.get(port, "/env-config.js"))
                .endsWith(config("https://old").get().text());
    }

    @Test
    void aSiteThatDoesNotServeThisContainerIsTakenBackWithIt() throws Exception {
        deploy(config("https://old"), site());
        String before = Files.readString(nginx.site("projectmeats"));
        try (TestUpstream other = new TestUpstream("other", Map.of("/", "x", "/env-config.js", "y"))) {
            SiteSpec wrong = Sites.plain("127.0.0.1:" + port, other.endpoint(), other.endpoint());

            assertThatThrownBy(() -> deploy(config("https://new"), Optional.of(wrong)))
                    .isInstanceOf(ProxyConfigurationRejected.class)
                    .hasMessageContaining("GET /env-config.js: another text of 1 bytes");
        }
        assertThat(nginx.site("projectmeats")).hasContent(before);
        assertThat(RawHttp.get(port, "/env-config.js"))
                .endsWith(config("https://old").get().text());
    }

    @Test
    void anEnvConfigThatSomebodyAlteredOnTheServerIsPutRight() throws Exception {
        deploy(config("https://dev"), site());
        Files.writeString(env().resolve("env-config.js"), "altered");
        start(mounted);

        DeploymentOutcome outcome = deploy(config("https://dev"), site());

        assertThat(outcome.changes()).contains("container started");
        assertThat(RawHttp.get(port, "/env-config.js"))
                .endsWith(config("https://dev").get().text());
    }

    @Test
    void aServerThatIsNotReadyForTheSiteIsNotTouched() throws Exception {
        nginx.close();

        assertThatThrownBy(() -> deploy(config("https://dev"), site()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("nginx is not running");
        assertThat(started).isEmpty();
        assertThat(env()).doesNotExist();
    }

    @Test
    void withoutAnEnvConfigNothingIsMountedAndWithoutASiteNginxIsLeftAlone() throws Exception {
        deploy(Optional.empty(), Optional.empty());

        assertThat(mounted).isEmpty();
        assertThat(env()).doesNotExist();
        assertThat(nginx.site("projectmeats")).doesNotExist();
    }
}
