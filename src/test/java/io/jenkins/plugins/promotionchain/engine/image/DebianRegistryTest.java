package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.ImageMissing;
import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against the registry that Debian ships; skipped where its packages are not installed. */
class DebianRegistryTest {

    private static final String PASSWORD = "ge'h\"ei$m %ü";
    private static final TinyImage IMAGE = TinyImage.ofRevision("abcd");

    @TempDir
    private static Path directory;

    private static DebianRegistry registry;
    private static ImageRepository repository;

    @BeforeAll
    static void pushAnImage() throws Exception {
        assumeThat(DebianRegistry.PROGRAM).exists();
        assumeThat(DebianRegistry.HTPASSWD).exists();
        registry = DebianRegistry.start(directory, PASSWORD);
        repository = new ImageRepository(registry.host(), "team/projectmeats-backend");
        registry.push(repository, "first", IMAGE);
    }

    @AfterAll
    static void stop() {
        if (registry != null) {
            registry.close();
        }
    }

    @Test
    void acceptsTheLogin() throws Exception {
        client(PASSWORD).check();
    }

    @Test
    void findsImagesByTagAndDigest() throws Exception {
        assertThat(client(PASSWORD).find(repository, "first")).contains(IMAGE.digest());
        assertThat(client(PASSWORD).has(new ImageRef(repository, IMAGE.digest())))
                .isTrue();
        assertThat(client(PASSWORD).find(repository, "nowhere")).isEmpty();
        assertThat(client(PASSWORD).find(new ImageRepository(registry.host(), "no/such"), "first"))
                .isEmpty();
    }

    @Test
    void describesAnImage() throws Exception {
        ImageDescription description = client(PASSWORD).describe(new ImageRef(repository, IMAGE.digest()));

        assertThat(description.bytes()).isEqualTo(IMAGE.size());
        assertThat(description.created()).contains(Instant.parse("2025-12-01T10:00:00Z"));
        assertThat(description.label(OciLabels.REVISION)).contains("abcd");
    }

    @Test
    void givesAnImageOneMoreTagAndMovesATag() throws Exception {
        TinyImage other = TinyImage.ofRevision("efgh");
        registry.push(repository, "moving", other);
        RegistryClient client = client(PASSWORD);

        client.tag(new ImageRef(repository, IMAGE.digest()), "dev-1");
        client.tag(new ImageRef(repository, IMAGE.digest()), "dev-1");
        client.tag(new ImageRef(repository, IMAGE.digest()), "moving");

        assertThat(client.find(repository, "dev-1")).contains(IMAGE.digest());
        assertThat(client.find(repository, "moving")).contains(IMAGE.digest());
        assertThat(client.has(new ImageRef(repository, other.digest())))
                .as("is still there")
                .isTrue();
    }

    @Test
    void tagsNoImageThatIsNotThere() {
        ImageRef missing = new ImageRef(repository, ImageDigest.of("sha256:" + "0".repeat(64)));

        assertThatThrownBy(() -> client(PASSWORD).tag(missing, "dev-2")).isInstanceOf(ImageMissing.class);
    }

    @Test
    void refusesAWrongPassword() {
        assertThatThrownBy(() -> client("falsch").find(repository, "first"))
                .isInstanceOf(RegistryRefused.class)
                .hasMessageContaining(registry.host())
                .hasMessageContaining("'ci'")
                .hasMessageNotContaining("falsch");
        assertThatThrownBy(() -> client("falsch").check()).isInstanceOf(RegistryRefused.class);
    }

    private static RegistryClient client(String password) {
        RegistryLogin login = new RegistryLogin(registry.host(), "ci", Sensitive.of(password));
        return RegistryClient.Factory.over(RegistryTransport.create(pause -> {}, Clock.systemUTC()))
                .connect(registry.host(), Optional.of(login));
    }
}
