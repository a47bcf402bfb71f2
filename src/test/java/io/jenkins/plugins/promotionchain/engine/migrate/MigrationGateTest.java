package io.jenkins.plugins.promotionchain.engine.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.command.LocalProcessRunner;
import io.jenkins.plugins.promotionchain.engine.deploy.ContainerEnvironment;
import io.jenkins.plugins.promotionchain.engine.deploy.FakeServer;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.transaction.Gatekeeper;
import io.jenkins.plugins.promotionchain.engine.transaction.Told;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which environment a migration gets, and what becomes of the application's own. */
class MigrationGateTest {

    private static final TransactionId ID = new TransactionId("one");
    private static final String OWN = ID.directory() + "/env";

    @TempDir
    Path home;

    private final FakeServer server = new FakeServer(new Port(1));

    @BeforeEach
    void askARealShell() {
        server.when("docker image inspect", command -> FakeServer.ok("[]"))
                .when("sh -c", command -> new LocalProcessRunner(home).run(command));
    }

    @ParameterizedTest
    @EnumSource
    void hasItsValuesInAFileOfItsOwnSoThatTheDeploymentsStaysAsItIs(MigrationMode mode) throws Exception {
        assertThat(open(mode, Map.of("KEY", "v", "LINES", "two\nlines"))).isEqualTo(Gatekeeper.GO);

        assertThat(server.files())
                .containsOnlyKeys(OWN, OWN + ".exports", ID.directory() + "/migrate", stopOf(mode))
                .doesNotContainKey(".env");
        assertThat(server.files().get(OWN).content().reveal()).endsWith("\nKEY=v\n");
        assertThat(migration()).contains(OWN).contains(OWN + ".exports");
    }

    @ParameterizedTest
    @EnumSource
    void usesTheServersOwnFileWhereThereAreNoValues(MigrationMode mode) throws Exception {
        Files.writeString(home.resolve(".env"), "KEY=theirs\n");

        open(mode, Map.of());

        assertThat(server.files()).doesNotContainKeys(".env", OWN);
        assertThat(migration()).contains(".env").doesNotContain(OWN);
    }

    @Test
    void refusesToRunWithoutAnyEnvironment() {
        assertThatThrownBy(() -> open(MigrationMode.SERVER, Map.of()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("There is no environment file .env on django@server");
        assertThat(server.files()).isEmpty();
    }

    private String migration() {
        return server.files().get(ID.directory() + "/migrate").content().reveal();
    }

    /** A container has to be told to stop; a process on the server is stopped with its transaction. */
    private static String stopOf(MigrationMode mode) {
        return ID.directory() + (mode == MigrationMode.CONTAINER ? "/migrate-stop" : "/migrate");
    }

    private String open(MigrationMode mode, Map<String, String> values) throws Exception {
        Map<String, Sensitive> sensitive = new TreeMap<>();
        values.forEach((name, value) -> sensitive.put(name, Sensitive.of(value)));
        MigrationRequest request = new MigrationRequest(
                new DeploymentTarget(ApplicationName.of("pm"), EnvironmentName.of("dev"), ComponentName.of("backend")),
                mode,
                Optional.of(ImageRef.parse("r.example.com/pm/backend@sha256:" + "a".repeat(64))),
                Optional.empty(),
                new ContainerEnvironment(".env", sensitive),
                MigrationRequest.Commands.only("migrate --noinput"),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                "");
        return new MigrationGate(request, ID, server, server.log()).answer("ready", new Told(Map.of()));
    }
}
