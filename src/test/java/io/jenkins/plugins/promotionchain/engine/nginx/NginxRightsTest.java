package io.jenkins.plugins.promotionchain.engine.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An account that owns nothing of nginx, and a sudo that knows what it may run. Only root can become such an account. */
class NginxRightsTest {

    private static final List<String> NEEDED = List.of("nginx-here", "tee", "cp", "mv", "rm", "chmod");

    @TempDir
    Path directory;

    private Path sites;

    @BeforeEach
    void lay() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "needs to become another account");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is not installed");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        sites = Files.createDirectories(directory.resolve("nginx/sites-enabled"));
        Files.createDirectories(directory.resolve("bin"));
        program("nginx-here", "exit 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tee", "cp", "mv", "rm", "chmod"})
    void saysBeforeAnythingIsTouchedWhatSudoDoesNotLetTheAccountRun(String missing) throws Exception {
        allow(NEEDED.stream().filter(name -> !name.equals(missing)).toList());

        assertThatThrownBy(this::look)
                .isInstanceOf(InvalidInput.class)
                .hasMessageContainingAll("sudo does not let it run " + missing, "tee, cp, mv, rm and chmod");
        try (Stream<Path> files = Files.list(sites)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void isContentWithASudoThatLetsItRunAllOfThem() throws Exception {
        allow(NEEDED);

        look();
    }

    @Test
    void needsSudoForNginxOnlyWhereTheAccountMayWriteTheSites() throws Exception {
        allow(List.of("nginx-here"));
        Files.setPosixFilePermissions(sites, PosixFilePermissions.fromString("rwxrwxrwx"));

        look();
    }

    private void look() throws Exception {
        NginxInstallation nginx = new NginxInstallation(
                directory.resolve("nginx").toString(),
                directory.resolve("bin/nginx-here").toString(),
                Duration.ofSeconds(1));
        List<String> asNobody =
                List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "--no-new-privs", "dash");
        new NginxReload(new ThisMachine(directory, asNobody.toArray(String[]::new)), nginx, line -> {})
                .requireReady("projectmeats");
    }

    /** {@code sudo -n -l PROGRAM …} succeeds for these; {@code sudo -n PROGRAM …} runs it. */
    private void allow(List<String> names) throws Exception {
        List<String> lines = new ArrayList<>();
        lines.add("shift");
        lines.add("[ \"$1\" = -l ] || exec \"$@\"");
        lines.add("case ${2##*/} in " + String.join("|", names) + ") exit 0 ;; *) exit 1 ;; esac");
        program("sudo", String.join("\n", lines));
    }

    private void program(String name, String script) throws Exception {
        Path file = Files.writeString(directory.resolve("bin").resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
