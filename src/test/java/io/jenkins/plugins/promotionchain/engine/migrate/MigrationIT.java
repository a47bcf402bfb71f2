package io.jenkins.plugins.promotionchain.engine.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.deploy.ContainerEnvironment;
import io.jenkins.plugins.promotionchain.engine.deploy.SandboxBackend;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.MigrationFailed;
import io.jenkins.plugins.promotionchain.engine.failure.TimedOut;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a migration does on a real server with a real docker engine. */
class MigrationIT extends SandboxBackend {

    @Test
    void migratesInAThrowAwayContainerWithTheEnvironment() throws Exception {
        MigrationOutcome outcome = migrate(
                images().healthy("one"), NASTY, "echo \"<$LINES>\"; echo applied >&2; pwd", Duration.ofMinutes(1));

        assertThat(outcome.output()).contains("<" + NASTY.get("LINES") + ">").endsWith("applied\n/bin\n");
        assertThat(names()).isEmpty();
    }

    @Test
    void saysWhyAMigrationFailed() {
        String command = "echo 'django.db.utils.OperationalError: connection timeout expired'; exit 1";
        assertThatThrownBy(() -> migrate(images().healthy("one"), Map.of("KEY", "v"), command, Duration.ofMinutes(1)))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContaining("OperationalError: connection timeout expired")
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void stopsAMigrationThatTakesTooLong() throws Exception {
        assertThatThrownBy(() ->
                        migrate(images().healthy("one"), Map.of("KEY", "v"), "exec sleep 300", Duration.ofSeconds(3)))
                .isInstanceOf(TimedOut.class);
        assertThat(names()).isEmpty();
    }

    @Test
    void migratesInADirectoryOfTheServerWithItsOwnEnvironmentFile() throws Exception {
        said("sh", "-c", "mkdir -p stories/src && printf \"KEY=it's \\$HOME\\n\" > stories/backend.env");

        MigrationOutcome outcome = onTheServer("echo \"$KEY\"; pwd");

        assertThat(outcome.output()).isEqualTo("it's $HOME\n" + said("pwd") + "/stories/src\n");
    }

    @Test
    void refusesToMigrateWithoutAnyEnvironment() {
        assertThatThrownBy(() -> onTheServer("echo ran")).isInstanceOf(InvalidInput.class);
        assertThat(log).doesNotContain("  ran");
    }

    private MigrationOutcome onTheServer(String command) throws Exception {
        return migrate(new MigrationRequest(
                TARGET,
                MigrationMode.SERVER,
                Optional.empty(),
                Optional.empty(),
                new ContainerEnvironment("stories/backend.env", Map.of()),
                new MigrationRequest.Commands(command, Optional.empty(), Optional.empty(), Optional.of("stories/src")),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                ""));
    }
}
