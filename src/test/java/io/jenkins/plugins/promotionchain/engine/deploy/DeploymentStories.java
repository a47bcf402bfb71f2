package io.jenkins.plugins.promotionchain.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.ImageMissing;
import io.jenkins.plugins.promotionchain.engine.failure.MigrationFailed;
import io.jenkins.plugins.promotionchain.engine.failure.TimedOut;
import io.jenkins.plugins.promotionchain.engine.failure.Unhealthy;
import io.jenkins.plugins.promotionchain.engine.image.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.image.ImageRef;
import io.jenkins.plugins.promotionchain.engine.migrate.Migration;
import io.jenkins.plugins.promotionchain.engine.migrate.MigrationMode;
import io.jenkins.plugins.promotionchain.engine.migrate.MigrationOutcome;
import io.jenkins.plugins.promotionchain.engine.migrate.MigrationRequest;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.time.Sleeper;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a deployment and a migration do with a real docker engine. Where that engine is, a subclass says. */
abstract class DeploymentStories {

    static final ContainerName NAME = ContainerName.of("stories-backend");
    private static final DeploymentTarget TARGET =
            new DeploymentTarget(ApplicationName.of("stories"), EnvironmentName.of("dev"), ComponentName.of("backend"));
    private static final Map<String, String> NASTY = Map.of(
            "QUOTES", "' \" ` $HOME $(id) \\ \\n %s %% # ! & | ; < > * ? ~ {a,b}",
            "SPACES", "  leading, trailing and\ttab \t ",
            "HASH", "#no comment",
            "EMPTY", "",
            "UMLAUTS", "\u00e4\u00f6\u00fc\u20ac \ud83d\ude00 \u2028",
            "LINES", "-----BEGIN KEY-----\nline 'two' \"$x\"\n\n-----END KEY-----\n",
            "RETURN", "ends with a return\r");

    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private Server server;

    abstract Server connect() throws Exception;

    abstract PublishedPort publish();

    abstract SampleImages images() throws Exception;

    abstract Optional<RegistryLogin> login();

    @BeforeEach
    void begin() throws Exception {
        server = connect();
        clean();
    }

    @AfterEach
    void end() throws Exception {
        clean();
        server.close();
    }

    private void clean() throws Exception {
        String script = "docker rm -f -v $(docker ps -aq --filter name=stories) 2>/dev/null; rm -rf stories";
        server.run(Command.of("sh", "-c", script));
    }

    @Test
    void deploysThenChangesNothingThenReplaces() throws Exception {
        ImageRef one = images().healthy("one");
        ImageRef two = images().healthy("two");

        DeploymentOutcome first = deploy(one, Map.of("KEY", "v"));
        assertThat(first.changed()).isTrue();
        assertThat(first.previous()).isEmpty();
        String id = id();

        DeploymentOutcome second = deploy(one, Map.of("KEY", "v"));
        assertThat(second.changed()).isFalse();
        assertThat(id()).isEqualTo(id);

        DeploymentOutcome third = deploy(two, Map.of("KEY", "v"));
        assertThat(third.previous()).contains(one);
        assertThat(third.changes()).contains("container stories-backend started from " + two);

        DeploymentOutcome fourth = deploy(one, Map.of("KEY", "v"));
        assertThat(fourth.previous()).contains(two);
        assertThat(names()).containsExactlyInAnyOrder("stories-backend", "stories-backend-previous");
        assertThat(said("docker", "inspect", "--format", "{{.HostConfig.RestartPolicy.Name}}", NAME + "-previous"))
                .isEqualTo("no");
    }

    @Test
    void leavesTheOldVersionServingWhenTheNewOneIsUnhealthyOrEnds() throws Exception {
        deploy(images().healthy("one"), Map.of("KEY", "v"));
        String id = id();

        assertThatThrownBy(() -> deploy(images().unhealthy(), Map.of("KEY", "v")))
                .isInstanceOf(Unhealthy.class)
                .hasMessageContaining("HTTP 404")
                .hasMessageContaining("serves again and is healthy");
        assertThat(id()).isEqualTo(id);
        assertThat(String.join("\n", log)).contains("| no page today");

        assertThatThrownBy(() -> deploy(images().exiting(), Map.of("KEY", "v")))
                .isInstanceOf(Unhealthy.class)
                .hasMessageContaining("stories-backend-candidate ended")
                .hasMessageContaining("serves again and is healthy");
        assertThat(id()).isEqualTo(id);
        assertThat(names()).containsExactly("stories-backend");
        assertThat(String.join("\n", log)).contains("| KeyError: SECRET_KEY");
    }

    @Test
    void takesOverAContainerWithoutLabels() throws Exception {
        ImageRef one = images().healthy("one");
        deploy(one, Map.of("KEY", "v"));
        said("docker", "rm", "-f", NAME.value());
        said("docker", "run", "-d", "--name", NAME.value(), "-p", publish().toDocker(), one.toString());

        DeploymentOutcome outcome = deploy(one, Map.of("KEY", "v"));

        assertThat(outcome.changed()).isTrue();
        assertThat(outcome.previous()).contains(one);
    }

    @Test
    void doesNotTouchWhatServesWhenTheRegistryDoesNotHaveTheImage() throws Exception {
        ImageRef one = images().healthy("one");
        deploy(one, Map.of("KEY", "v"));
        String id = id();

        assertThatThrownBy(() -> deploy(
                        new ImageRef(one.repository(), ImageDigest.of("sha256:" + "0".repeat(64))), Map.of("KEY", "v")))
                .isInstanceOf(ImageMissing.class);
        assertThat(id()).isEqualTo(id);
    }

    @Test
    void saysWhenThePortIsTaken() throws Exception {
        ImageRef one = images().healthy("one");
        deploy(one, Map.of("KEY", "v"));
        said("docker", "rename", NAME.value(), "stories-stranger");

        assertThatThrownBy(() -> deploy(one, Map.of("KEY", "v")))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("the port is taken by something else");
        assertThat(names()).containsExactly("stories-stranger");
    }

    @Test
    void handsEveryValueToTheContainerByteForByteAndToNobodyElse() throws Exception {
        deploy(images().healthy("one"), NASTY);

        String environment = said("docker", "exec", NAME.value(), "sh", "-c", "cat /proc/1/environ | od -An -v -tx1");
        Map<String, String> read = new TreeMap<>();
        for (String entry : fromHex(environment).split("\0")) {
            read.put(entry.substring(0, entry.indexOf('=')), entry.substring(entry.indexOf('=') + 1));
        }
        assertThat(read).containsAllEntriesOf(NASTY);
        assertThat(said("sh", "-c", "stat -c %a stories/*")).isEqualTo("600\n600");
    }

    @Test
    void showsNoSecretInAnyProcessList() throws Exception {
        String secret = "sentinel-7f3a9c";
        List<String> samples = Collections.synchronizedList(new ArrayList<>());
        Thread sampler = sampling(secret, samples);
        sampler.start();
        try {
            Map<String, String> values = Map.of("KEY", secret, "LINES", secret + "\nx");
            deploy(images().healthy("one"), values);
            migrate(images().healthy("one"), values, "true", Duration.ofMinutes(1));
        } finally {
            sampler.interrupt();
            sampler.join();
        }
        assertThat(samples).isEmpty();
        assertThat(String.join("\n", log)).doesNotContain(secret);
    }

    @Test
    void undoesACutOffRunOfAnotherImage() throws Exception {
        ImageRef one = images().healthy("one");
        ImageRef two = images().healthy("two");
        deploy(one, Map.of("KEY", "v"));
        String candidate = NAME + "-candidate";
        said("docker", "stop", NAME.value());
        said(
                "docker",
                "run",
                "-d",
                "--name",
                candidate,
                "-p",
                publish().toDocker(),
                images().unhealthy().toString());

        DeploymentOutcome outcome = deploy(two, Map.of("KEY", "v"));

        assertThat(outcome.changes()).anyMatch(change -> change.contains("cut off removed"));
        assertThat(names()).containsExactlyInAnyOrder("stories-backend", "stories-backend-previous");
    }

    @Test
    void takesTheNewVersionBackWhenStaticFilesCannotBeCollected() throws Exception {
        deploy(images().healthy("one"), Map.of("KEY", "v"));
        String id = id();

        ContainerRequest two = request(images().healthy("two"), Map.of("KEY", "v"));
        assertThatThrownBy(() -> new BackendDeployment(server, Clock.systemUTC(), Sleeper.real(), log::add)
                        .deploy(two, Optional.of("echo no disk; exit 4")))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("exit status 4");
        assertThat(id()).isEqualTo(id);
    }

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

    private DeploymentOutcome deploy(ImageRef image, Map<String, String> values) throws Exception {
        return new ContainerDeployment(server, Clock.systemUTC(), Sleeper.real(), log::add)
                .deploy(request(image, values), Verification.NONE);
    }

    private MigrationOutcome migrate(ImageRef image, Map<String, String> values, String command, Duration timeout)
            throws Exception {
        ContainerRequest request = request(image, values);
        return new Migration(server, Clock.systemUTC(), log::add)
                .run(new MigrationRequest(
                        request.target(),
                        MigrationMode.CONTAINER,
                        Optional.of(image),
                        login(),
                        request.environment(),
                        command,
                        Optional.of("/bin"),
                        timeout));
    }

    private ContainerRequest request(ImageRef image, Map<String, String> values) {
        Map<String, Sensitive> sensitive = new TreeMap<>();
        values.forEach((name, value) -> sensitive.put(name, Sensitive.of(value)));
        return new ContainerRequest(
                TARGET,
                NAME,
                image,
                login(),
                publish(),
                List.of(),
                new ContainerEnvironment("stories/backend.env", sensitive),
                new HealthCheck("/health/", 200, 4, Duration.ofMillis(500)),
                SwapStrategy.RECREATE,
                "https://ci.example.com/job/1/");
    }

    private String said(String... words) throws Exception {
        return server.runOrFail(Command.of(words), "Look at the engine");
    }

    private String id() throws Exception {
        return said("docker", "ps", "--no-trunc", "--quiet", "--filter", "name=^/stories-backend$");
    }

    private List<String> names() throws Exception {
        return said("docker", "ps", "--all", "--filter", "name=stories", "--format", "{{.Names}}")
                .lines()
                .toList();
    }

    private static Thread sampling(String secret, List<String> samples) {
        return new Thread(() -> {
            while (!Thread.interrupted()) {
                ProcessHandle.allProcesses()
                        .flatMap(process -> process.info().commandLine().stream())
                        .filter(line -> line.contains(secret))
                        .forEach(samples::add);
            }
        });
    }

    private static String fromHex(String hex) {
        return new String(HexFormat.of().parseHex(hex.replaceAll("\\s+", "")), StandardCharsets.UTF_8);
    }
}
