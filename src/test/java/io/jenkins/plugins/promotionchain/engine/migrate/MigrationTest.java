package io.jenkins.plugins.promotionchain.engine.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.deploy.ContainerEnvironment;
import io.jenkins.plugins.promotionchain.engine.deploy.FakeServer;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.MigrationFailed;
import io.jenkins.plugins.promotionchain.engine.failure.TimedOut;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationTest {

    private static final String IMAGE = "r.example.com/pm/backend@sha256:" + "a".repeat(64);
    private static final String NAME = "pm-dev-migrate-0000002a";

    private final FakeServer server = new FakeServer(new Port(1))
            .when("docker ps", command -> FakeServer.ok(""))
            .when("docker image inspect", command -> FakeServer.ok("[]"))
            .when("sh -c if [ -e \"$1\" ]; then sha256sum", command -> FakeServer.ok("1111  -"))
            .when("sh -s", command -> FakeServer.ok("Applying shop.0002... OK\n"));

    @Test
    void runsTheCommandInAThrowAwayContainerOfTheNewImage() throws Exception {
        MigrationOutcome outcome = run(request(MigrationMode.CONTAINER, Map.of("KEY", "v"), Optional.of("/app")));

        assertThat(outcome.output()).contains("shop.0002");
        String label = "--label io.jenkins.promotionchain.";
        assertThat(server.inputs().get(0).replace("'", ""))
                .isEqualTo("main() {\n    exec docker run --rm --pull never --name " + NAME + " " + label
                        + "application=pm " + label + "component=backend " + label + "environment=dev " + label
                        + "purpose=migration --entrypoint sh --workdir /app --env-file .env.migration " + IMAGE
                        + " -c exec 2>&1\nmigrate --noinput\n}\nmain </dev/null 2>&1\n");
        assertThat(server.logged()).contains("  Applying shop.0002... OK").contains("succeeded after 0.0 s");
    }

    @Test
    void failsWithTheLineThatTells() {
        server.when(
                "sh -s",
                command -> new CommandResult(
                        1, "Traceback:\ndjango.db.utils.OperationalError: connection timeout expired\n", ""));

        assertThatThrownBy(() -> run(request(MigrationMode.CONTAINER, Map.of("KEY", "v"), Optional.empty())))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContaining("ended with exit status 1: django.db.utils.OperationalError: connection timeout")
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void stopsTheContainerWhenTimeIsUp() {
        server.when("sh -s", command -> {
            throw new TimedOut("sh took longer than 60 s", "Wait");
        });

        assertThatThrownBy(() -> run(request(MigrationMode.CONTAINER, Map.of("KEY", "v"), Optional.empty())))
                .isInstanceOf(TimedOut.class)
                .hasMessageContaining("took longer than 60 s and was stopped");
        assertThat(server.commands())
                .containsSubsequence("docker stop --time 10 " + NAME, "docker rm --force --volumes " + NAME);
    }

    @Test
    void stopsTheContainerWhenTheBuildIsAborted() {
        server.when("sh -s", command -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() -> run(request(MigrationMode.CONTAINER, Map.of("KEY", "v"), Optional.empty())))
                .isInstanceOf(InterruptedException.class);
        assertThat(server.commands())
                .containsSubsequence("docker stop --time 10 " + NAME, "docker rm --force --volumes " + NAME);
    }

    @Test
    void saysWhereTheMigrationMayGoOnWhenTheConnectionBreaks() {
        server.when("sh -s", command -> {
            server.cut();
            throw new ConnectionLost("broke", "again");
        });

        assertThatThrownBy(() -> run(request(MigrationMode.CONTAINER, Map.of("KEY", "v"), Optional.empty())))
                .isInstanceOf(ConnectionLost.class)
                .hasMessageContaining("docker logs --follow " + NAME);
    }

    @Test
    void refusesToRunBesideAMigrationThatIsStillAtWork() {
        server.when("docker ps", command -> FakeServer.ok("pm-dev-migrate-1"))
                .when(
                        "docker container inspect",
                        command -> FakeServer.ok(
                                """
                        [{"Id":"1","Name":"/pm-dev-migrate-1","Image":"sha256:1","Config":{"Image":"x"},
                          "State":{"Status":"running","Running":true,"ExitCode":0}}]
                        """));

        assertThatThrownBy(() -> run(request(MigrationMode.CONTAINER, Map.of("KEY", "v"), Optional.empty())))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("still running in container pm-dev-migrate-1");
        assertThat(server.files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125})
    void writesNothingOverTheApplicationsOwnFileAndTakesItsOwnBack(int status) {
        server.when("sh -s", command -> new CommandResult(status, "x", ""));

        Throwable failure = catchThrowable(
                () -> run(request(MigrationMode.CONTAINER, Map.of("KEY", "two\nlines"), Optional.empty())));

        assertThat(failure == null).isEqualTo(status == 0);
        assertThat(server.files()).containsOnlyKeys(".env.migration", ".env.migration.exports");
        assertThat(takenBack()).containsExactly(".env.migration", ".env.migration.exports");
    }

    @Test
    void takesItsFileBackWhenTheBuildIsAborted() {
        server.when("sh -s", command -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() -> run(request(MigrationMode.SERVER, Map.of("KEY", "v"), Optional.empty())))
                .isInstanceOf(InterruptedException.class);
        assertThat(takenBack()).contains(".env.migration");
    }

    @Test
    void usesTheServersOwnEnvironmentWhereNoValuesAreGiven() throws Exception {
        run(request(MigrationMode.CONTAINER, Map.of(), Optional.empty()));

        assertThat(server.inputs().get(0)).contains("--env-file .env r.example.com");
        assertThat(server.files()).isEmpty();
        assertThat(takenBack()).isEmpty();
    }

    @Test
    void runsOnTheServerWithTheGivenValues() throws Exception {
        run(request(MigrationMode.SERVER, Map.of("KEY", "v", "LINES", "a\nb"), Optional.empty()));

        assertThat(server.inputs().get(0)).contains("load ./.env.migration ", ". ./.env.migration.exports || exit");
        assertThat(server.files().get(".env.migration").content().reveal()).contains("KEY=v");
    }

    @Test
    void refusesToRunWithoutAnyEnvironment() {
        server.when("sh -c if [ -e \"$1\" ]; then sha256sum", command -> FakeServer.ok("absent"));

        assertThatThrownBy(() -> run(request(MigrationMode.SERVER, Map.of(), Optional.empty())))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no environment file .env on django@server");
    }

    @Test
    void tellsDockersOwnFailureFromTheCommands() {
        server.when(
                "sh -s",
                command -> new CommandResult(125, "docker: Error response from daemon: no space left on device", ""));

        assertThatThrownBy(() -> run(request(MigrationMode.CONTAINER, Map.of("KEY", "v"), Optional.empty())))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("the disk is full");
    }

    @Test
    void needsAnImageForAContainer() {
        MigrationRequest whole = request(MigrationMode.CONTAINER, Map.of("KEY", "v"), Optional.empty());

        assertThatThrownBy(() -> run(new MigrationRequest(
                        whole.target(),
                        whole.mode(),
                        Optional.empty(),
                        whole.login(),
                        whole.environment(),
                        whole.command(),
                        whole.workDirectory(),
                        whole.timeout())))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("buildOnce");
    }

    /** The files that the last commands removed. */
    private List<String> takenBack() {
        List<String> commands = server.commands();
        int end = commands.size();
        int begin = end;
        while (begin > 0 && commands.get(begin - 1).contains("rm -f -- ")) {
            begin--;
        }
        return commands.subList(begin, end).stream()
                .map(command -> command.replaceAll("(?s).* sh (\\S+) # .*", "$1"))
                .toList();
    }

    private MigrationOutcome run(MigrationRequest request) throws Exception {
        return new Migration(server, server.clock(), server.log(), () -> 42L << 32).run(request);
    }

    private static MigrationRequest request(
            MigrationMode mode, Map<String, String> values, Optional<String> directory) {
        Map<String, Sensitive> sensitive = new TreeMap<>();
        values.forEach((name, value) -> sensitive.put(name, Sensitive.of(value)));
        return new MigrationRequest(
                new DeploymentTarget(ApplicationName.of("pm"), EnvironmentName.of("dev"), ComponentName.of("backend")),
                mode,
                Optional.of(ImageRef.parse(IMAGE)),
                Optional.empty(),
                new ContainerEnvironment(".env", sensitive),
                "migrate --noinput",
                directory,
                Duration.ofMinutes(1));
    }
}
