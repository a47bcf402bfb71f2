package io.jenkins.plugins.promotionchain.engine.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.ProxyConfigurationRejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that cannot take a site. */
class NginxReadinessTest {

    private static final String SITE = NginxReload.HEADER + "\n";

    @TempDir
    Path directory;

    private TestNginx nginx;

    @BeforeEach
    void lay() throws Exception {
        nginx = new TestNginx(directory);
        nginx.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        nginx.close();
    }

    private NginxReload reload(String... shell) {
        return reload(nginx.installation(), shell.length == 0 ? new String[] {"dash"} : shell);
    }

    private NginxReload reload(NginxInstallation installation, String... shell) {
        return new NginxReload(new ThisMachine(directory, shell), installation, line -> {});
    }

    private void assertThatNothingIsLeftAside() throws IOException {
        try (Stream<Path> files = Files.list(nginx.site("projectmeats").getParent())) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void leavesAFileAloneThatSomebodyElseWrote() throws Exception {
        Files.writeString(nginx.site("projectmeats"), "# by hand\n");

        assertThatThrownBy(() -> reload().apply("projectmeats", SITE))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("was not written by Promotion Chain");
        assertThatThrownBy(() -> reload().requireReady("projectmeats")).isInstanceOf(InvalidInput.class);
        assertThat(nginx.site("projectmeats")).hasContent("# by hand\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh"})
    void lookingWhetherTheServerIsReadyChangesNothing(String shell) throws Exception {
        reload(shell.split(" ")).requireReady("projectmeats");

        assertThat(nginx.site("projectmeats")).doesNotExist();
        assertThatNothingIsLeftAside();
    }

    @Test
    void saysThatNginxIsNotRunningAndStartsNothing() throws Exception {
        nginx.close();

        assertThatThrownBy(() -> reload().apply("projectmeats", SITE))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("nginx is not running on this machine");
        assertThat(nginx.site("projectmeats")).doesNotExist();
    }

    @Test
    void saysWhatToDoWhereThereIsNoNginx() {
        NginxInstallation none = new NginxInstallation(directory.toString(), "no-such-nginx", Duration.ofSeconds(1));

        assertThatThrownBy(() -> reload(none, "dash").apply("projectmeats", SITE))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("There is no nginx on this machine. Install it (apt-get install nginx), or give the step"
                        + " nginx: false.");
    }

    @Test
    void saysThatThereIsNoDirectoryForSites() throws Exception {
        Files.delete(nginx.directory().resolve("sites-enabled"));

        assertThatThrownBy(() -> reload().apply("projectmeats", SITE))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("has neither sites-enabled nor conf.d");
    }

    @Test
    void removesASiteThatNginxDoesNotRead() throws Exception {
        nginx.writeConfiguration("nothing.d/*.conf");

        assertThatThrownBy(() -> reload().apply("projectmeats", SITE))
                .isInstanceOf(ProxyConfigurationRejected.class)
                .hasMessageContaining("does not read");
        assertThat(nginx.site("projectmeats")).doesNotExist();
    }
}
