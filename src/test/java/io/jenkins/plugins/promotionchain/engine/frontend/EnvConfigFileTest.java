package io.jenkins.plugins.promotionchain.engine.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.nginx.ThisMachine;
import io.jenkins.plugins.promotionchain.engine.ssh.FileChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvConfigFileTest {

    @TempDir
    Path directory;

    private EnvConfigFile file(String value, String... shell) throws Exception {
        ThisMachine machine = new ThisMachine(directory, shell.length == 0 ? new String[] {"dash"} : shell);
        return new EnvConfigFile(machine, new EnvConfig("ENV", Map.of("A", value)), env().toString());
    }

    private Path env() {
        return directory.resolve("env dir");
    }

    private Path plainName() {
        return env().resolve("env-config.js");
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(env())) {
            return files.map(path -> path.getFileName().toString()).toList().stream();
        }
    }

    @Test
    void anotherContentIsAnotherMount() throws Exception {
        assertThat(file("1").volume())
                .startsWith(env() + "/env-config.")
                .endsWith(".js:/usr/share/nginx/html/env-config.js:ro")
                .isEqualTo(file("1").volume())
                .isNotEqualTo(file("2").volume());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh"})
    void thePlainNameStandsForTheFileThatServes(String shell) throws Exception {
        EnvConfigFile file = file("1", shell.split(" "));

        assertThat(file.write()).isEqualTo(FileChange.CREATED);
        assertThat(plainName()).doesNotExist();
        assertThat(file.publishName()).isEqualTo(FileChange.REPLACED);
        assertThat(plainName()).hasContent(file.config().text());
        assertThat(file.write()).isEqualTo(FileChange.UNCHANGED);
        assertThat(file.publishName()).isEqualTo(FileChange.UNCHANGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh"})
    void keepsTheFileBeforeAndThoseOfKeptContainersAndRemovesOlderOnes(String shell) throws Exception {
        Path docker = Files.createDirectory(directory.resolve("bin")).resolve("docker");
        Files.writeString(
                docker,
                "#!/bin/sh\n[ $1 = inspect ] || exec echo c\necho " + file("1").path() + "\n");
        assertThat(docker.toFile().setExecutable(true)).isTrue();
        for (String value : new String[] {"1", "other", "2", "3"}) {
            EnvConfigFile file = file(value, shell.split(" "));
            file.write();
            file.publishName();
        }

        assertThat(names())
                .containsExactlyInAnyOrder(
                        "env-config.js",
                        Path.of(file("1").path()).getFileName().toString(),
                        Path.of(file("2").path()).getFileName().toString(),
                        Path.of(file("3").path()).getFileName().toString());
        assertThat(plainName()).hasContent(file("3").config().text());
    }

    @Test
    void removesNothingWhereDockerCannotBeAskedWhatIsMounted() throws Exception {
        Path docker = Files.createDirectory(directory.resolve("bin")).resolve("docker");
        Files.writeString(docker, "#!/bin/sh\nexit 1\n");
        assertThat(docker.toFile().setExecutable(true)).isTrue();
        for (String value : new String[] {"1", "2", "3"}) {
            EnvConfigFile file = file(value);
            file.write();
            file.publishName();
        }

        assertThat(names()).hasSize(4);
    }

    @Test
    void takesOverThePlainFileOfAnOlderPipeline() throws Exception {
        Files.createDirectories(env());
        Files.writeString(plainName(), "by hand");
        EnvConfigFile file = file("1");
        file.write();

        assertThat(plainName()).hasContent("by hand");
        assertThat(file.publishName()).isEqualTo(FileChange.REPLACED);
        assertThat(plainName()).hasContent(file.config().text());
    }

    @Test
    void removesTheEmptyDirectoryThatDockerMadeOfAMissingFile() throws Exception {
        Files.createDirectories(plainName());
        EnvConfigFile file = file("1");
        file.write();
        file.publishName();

        assertThat(plainName()).hasContent(file.config().text());
    }

    @Test
    void saysWhenTheNameCannotBeSet() {
        assertThatThrownBy(() -> file("1").publishName())
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("See whether the account may write to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "env", "/opt/a:b", "/opt/\n"})
    void refusesADirectoryThatDockerCannotMountFrom(String path) {
        assertThatThrownBy(
                        () -> new EnvConfigFile(new ThisMachine(directory, "sh"), new EnvConfig("ENV", Map.of()), path))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("is no directory that docker could mount env-config.js from");
    }
}
