package io.jenkins.plugins.promotionchain.engine.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.deploy.ContainerEnvironment;
import io.jenkins.plugins.promotionchain.engine.deploy.PlacedEnvironment;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script of a migration on the server, in real shells. */
class ServerRunTest {

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh"})
    void readsTheEnvironmentFileAsDockerDoes(String shell) throws Exception {
        Files.writeString(
                home.resolve(".env"),
                "\ufeffA=first\n# no comment=1\n\n  B='quoted' \"$HOME\" `id` \\n = # x  \r\nnot an assignment\nC=\n"
                        + "line=same name as a variable of ours\na.b=1\n1X=2\nD=last, without a newline");

        String output = run(shell, "for name in A B C D line; do printf '<%s>' \"$(printenv $name)\"; done");

        assertThat(output)
                .isEqualTo("Line 8 of ./.env is left out: no shell takes that name.\n"
                        + "Line 9 of ./.env is left out: no shell takes that name.\n"
                        + "<first><'quoted' \"$HOME\" `id` \\n = # x  ><><last, without a newline>"
                        + "<same name as a variable of ours>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh"})
    void runsInTheDirectoryAndEndsWithTheStatusOfTheCommand(String shell) throws Exception {
        Files.createDirectory(home.resolve("it's here"));
        Files.writeString(home.resolve(".env"), "A=1\n");

        assertThat(run(shell, "pwd; echo \"it's $A\"; exit 7", "it's here"))
                .isEqualTo(home.toRealPath().resolve("it's here") + "\nit's 1\n(7)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh"})
    void runsNothingWhenTheDirectoryIsNotThere(String shell) throws Exception {
        Files.writeString(home.resolve(".env"), "A=1\n");

        assertThat(run(shell, "echo ran", "absent"))
                .doesNotContain("ran\n")
                .contains("absent")
                .doesNotEndWith("(0)");
    }

    private String run(String shell, String command) throws Exception {
        return run(shell, command, ".").replaceAll("\\(0\\)$", "");
    }

    private String run(String shell, String command, String directory) throws Exception {
        String script = new ServerRun(request(command, directory))
                .script(
                        command,
                        new PlacedEnvironment(Optional.of(".env"), Optional.empty(), List.of(), "", List.of()));
        Process process = new ProcessBuilder((shell + " -s").split(" "))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .start();
        try (var input = process.getOutputStream()) {
            input.write(script.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output + "(" + process.waitFor() + ")";
    }

    private static MigrationRequest request(String command, String directory) {
        return new MigrationRequest(
                new DeploymentTarget(ApplicationName.of("pm"), EnvironmentName.of("dev"), ComponentName.of("backend")),
                MigrationMode.SERVER,
                Optional.empty(),
                Optional.empty(),
                new ContainerEnvironment(".env", Map.of()),
                new MigrationRequest.Commands(command, Optional.empty(), Optional.empty(), Optional.of(directory)),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                "");
    }
}
