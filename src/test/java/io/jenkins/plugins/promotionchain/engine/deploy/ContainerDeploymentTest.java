package io.jenkins.plugins.promotionchain.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.failure.ImageMissing;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.Unhealthy;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContainerDeploymentTest {

    private static final String OLD = image('a');
    private static final String NEW = image('b');

    private FakeApplication application;
    private FakeServer server;
    private SimulatedDocker docker;

    @BeforeEach
    void start() throws Exception {
        application = new FakeApplication();
        application.answers(200, "ok");
        server = new FakeServer(application.port());
        docker = new SimulatedDocker(server);
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void deploysAndTakesOverAContainerThatSomebodyElseMade() throws Exception {
        docker.with("pm-backend", OLD, "running");

        DeploymentOutcome outcome = deploy(request(NEW, Map.of("KEY", "v")));

        assertThat(docker.containers())
                .isEqualTo(Map.of("pm-backend", "running " + NEW, "pm-backend-previous", "exited " + OLD));
        assertThat(outcome.previous()).contains(ImageRef.parse(OLD));
        assertThat(outcome.healthStatus()).isEqualTo(200);
        assertThat(outcome.changes())
                .containsExactly(
                        "environment file /home/django/.env written",
                        "image " + NEW + " pulled",
                        "container pm-backend started from " + NEW);
        assertThat(server.files().get("/home/django/.env").mode()).isEqualTo("0600");
    }

    @Test
    void startsTheContainerWithEverythingThatWasAskedFor() throws Exception {
        deploy(request(NEW, Map.of("KEY", "line\nline")));

        String hash = NewContainer.of(
                        request(NEW, Map.of("KEY", "line\nline")),
                        new EnvironmentPlacement(server)
                                .put(request(NEW, Map.of("KEY", "line\nline")).environment()))
                .configurationHash();
        String label = "--label io.jenkins.promotionchain.";
        assertThat(server.inputs().get(0).replace("'", ""))
                .contains(". /home/django/.env.exports || exit")
                .contains("exec docker run --detach --pull never --name pm-backend-candidate --restart unless-stopped "
                        + label + "application=pm " + label + "build-url=https://ci/1 " + label + "component=backend "
                        + label + "configuration-hash=" + hash + " " + label + "digest="
                        + NEW.substring(NEW.indexOf('@') + 1)
                        + " " + label + "environment=dev --publish 10.0.0.5:8000:8000 --volume /srv/media:/app/media"
                        + " --env-file /home/django/.env --env KEY " + NEW);
    }

    @Test
    void changesNothingTheSecondTime() throws Exception {
        deploy(request(NEW, Map.of("KEY", "v")));
        Map<String, String> before = docker.containers();
        int scripts = server.inputs().size();

        DeploymentOutcome second = deploy(request(NEW, Map.of("KEY", "v")));

        assertThat(second.changed()).isFalse();
        assertThat(docker.containers()).isEqualTo(before);
        assertThat(server.inputs()).hasSize(scripts);
        assertThat(server.logged()).contains("Nothing to change: pm-backend on django@server runs " + NEW);
    }

    @Test
    void replacesTheContainerWhenOneValueChanged() throws Exception {
        deploy(request(NEW, Map.of("KEY", "v")));

        DeploymentOutcome second = deploy(request(NEW, Map.of("KEY", "w")));

        assertThat(second.changes())
                .containsExactly(
                        "environment file /home/django/.env replaced", "container pm-backend started from " + NEW);
    }

    @Test
    void replacesAnUnchangedContainerThatIsNotHealthy() throws Exception {
        deploy(request(NEW, Map.of("KEY", "v")));
        application.always(503, "").answers(503, "").answers(503, "").answers(200, "ok");

        assertThat(deploy(request(NEW, Map.of("KEY", "v"))).changed()).isTrue();
    }

    @Test
    void leavesTheOldVersionServingWhenTheNewOneIsUnhealthy() {
        docker.with("pm-backend", OLD, "running");
        application.always(503, "db down");

        assertThatThrownBy(() -> deploy(request(NEW, Map.of("KEY", "v"))))
                .isInstanceOf(Unhealthy.class)
                .hasMessageContaining("django@server did not become healthy within")
                .hasMessageContaining("HTTP 503")
                .hasMessageContaining("the version before (pm-backend, " + OLD.substring(OLD.indexOf('@') + 1) + ")");
        assertThat(docker.containers()).isEqualTo(Map.of("pm-backend", "running " + OLD));
        assertThat(server.logged()).contains("  | KeyError: 'X'").contains("HTTP 503: db down");
    }

    @Test
    void saysThatTheOldVersionServesAgainWhenTheNewOneExitsAtOnce() {
        docker.with("pm-backend", OLD, "running").startsAs("exited");
        application.always(502, "").answers(200, "ok");

        assertThatThrownBy(() -> deploy(request(NEW, Map.of("KEY", "v"))))
                .isInstanceOf(Unhealthy.class)
                .hasMessageContaining("within 1 attempts")
                .hasMessageContaining("container pm-backend-candidate is exited, exit status 3")
                .hasMessageContaining("serves again and is healthy");
        assertThat(server.slept()).isEmpty();
    }

    @Test
    void saysThatNothingServesWhenThereWasNoVersionBefore() {
        docker.startsAs("exited");
        application.always(502, "");

        assertThatThrownBy(() -> deploy(request(NEW, Map.of("KEY", "v"))))
                .isInstanceOf(Unhealthy.class)
                .hasMessageContaining("nothing serves now");
        assertThat(docker.containers()).isEmpty();
    }

    @Test
    void takesTheNewVersionBackWhenStaticFilesCannotBeCollected() {
        docker.with("pm-backend", OLD, "running");
        server.when("docker exec pm-backend-candidate sh -c collect", command -> FakeServer.failed(1, "OSError"));

        assertThatThrownBy(() -> new BackendDeployment(server, server.clock(), server.sleeper(), server.log())
                        .deploy(request(NEW, Map.of("KEY", "v")), Optional.of("collect")))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("exit status 1, so the new version was taken back");
        assertThat(docker.containers()).isEqualTo(Map.of("pm-backend", "running " + OLD));
        assertThat(server.logged()).contains("After the failure: the version before");
    }

    @Test
    void collectsStaticFilesInTheHealthyContainerOnly() throws Exception {
        DeploymentOutcome outcome = new BackendDeployment(server, server.clock(), server.sleeper(), server.log())
                .deploy(request(NEW, Map.of("KEY", "v")), Optional.of(BackendDeployment.DEFAULT_COLLECT_STATIC));

        assertThat(server.commands())
                .contains("docker exec pm-backend-candidate sh -c python manage.py collectstatic --noinput");
        assertThat(outcome.changes()).contains("static files collected");
    }

    @Test
    void bringsTheOldVersionBackWhenTheBuildIsAborted() {
        docker.with("pm-backend", OLD, "running");

        assertThatThrownBy(() -> deployment().deploy(request(NEW, Map.of("KEY", "v")), container -> {
                    throw new InterruptedException();
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(docker.containers()).isEqualTo(Map.of("pm-backend", "running " + OLD));
    }

    @Test
    void goesOnWithItsOwnCandidateAfterTheConnectionBroke() throws Exception {
        docker.with("pm-backend", OLD, "running");
        ContainerRequest request = request(NEW, Map.of("KEY", "v"));
        assertThatThrownBy(() -> deployment().deploy(request, container -> {
                    server.cut();
                    server.run(Command.of("true"));
                    return List.of();
                }))
                .isInstanceOf(ConnectionLost.class)
                .hasMessageContaining("pm-backend-candidate")
                .hasMessageContaining("Run the build again");
        server.mend();
        int scripts = server.inputs().size();

        DeploymentOutcome outcome = deploy(request);

        assertThat(docker.containers())
                .isEqualTo(Map.of("pm-backend", "running " + NEW, "pm-backend-previous", "exited " + OLD));
        assertThat(server.inputs()).as("only the confirmation").hasSize(scripts + 1);
        assertThat(outcome.changed()).isTrue();
    }

    @Test
    void removesTheCandidateOfAnotherRequestThatWasCutOff() throws Exception {
        docker.with("pm-backend", OLD, "exited").with("pm-backend-candidate", image('c'), "running");

        DeploymentOutcome outcome = deploy(request(NEW, Map.of("KEY", "v")));

        assertThat(docker.containers())
                .isEqualTo(Map.of("pm-backend", "running " + NEW, "pm-backend-previous", "exited " + OLD));
        assertThat(outcome.changes()).anyMatch(change -> change.contains("that was cut off removed"));
    }

    @Test
    void logsInForThePullOnly() throws Exception {
        ContainerRequest plain = request(NEW, Map.of("KEY", "v"));
        deploy(new ContainerRequest(
                plain.target(),
                plain.name(),
                plain.image(),
                Optional.of(new RegistryLogin("r.example.com", "ci", Sensitive.of("geheim"))),
                plain.publish(),
                plain.volumes(),
                plain.environment(),
                plain.health(),
                plain.strategy(),
                ""));

        assertThat(server.commands())
                .containsSubsequence(
                        "mktemp -d -t promotion-chain-docker.XXXXXXXXXX",
                        "docker --config /tmp/promotion-chain-docker.1 login --username ci --password-stdin r.example.com",
                        "docker --config /tmp/promotion-chain-docker.1 pull " + NEW,
                        "rm -rf /tmp/promotion-chain-docker.1",
                        "sh -s");
        assertThat(String.join("\n", server.commands())).doesNotContain("geheim");
    }

    @Test
    void doesNotTouchWhatServesWhenTheImageIsMissing() {
        docker.with("pm-backend", OLD, "running");
        server.when("docker pull", command -> FakeServer.failed(1, "manifest unknown: manifest unknown"));

        assertThatThrownBy(() -> deploy(request(NEW, Map.of("KEY", "v")))).isInstanceOf(ImageMissing.class);
        assertThat(docker.containers()).isEqualTo(Map.of("pm-backend", "running " + OLD));
        assertThat(server.inputs()).isEmpty();
    }

    @Test
    void writesNothingWhenAValueCannotBeHandedOver() {
        assertThatThrownBy(() -> deploy(request(NEW, Map.of("KEY", "a\0b")))).isInstanceOf(InvalidInput.class);
        assertThat(server.files()).isEmpty();
    }

    @Test
    void recreatesTheContainerWhenTheServersOwnFileChanged() throws Exception {
        server.when("sh -c if [ -e \"$1\" ]; then sha256sum", command -> FakeServer.ok("1111  -\n"));
        deploy(request(NEW, Map.of()));
        assertThat(deploy(request(NEW, Map.of())).changed()).isFalse();

        server.when("sh -c if [ -e \"$1\" ]; then sha256sum", command -> FakeServer.ok("2222  -\n"));

        assertThat(deploy(request(NEW, Map.of())).changed()).isTrue();
    }

    private DeploymentOutcome deploy(ContainerRequest request) throws Exception {
        return deployment().deploy(request, Verification.NONE);
    }

    private ContainerDeployment deployment() {
        return new ContainerDeployment(server, server.clock(), server.sleeper(), server.log());
    }

    static ContainerRequest request(String image, Map<String, String> values) {
        Map<String, Sensitive> sensitive = new TreeMap<>();
        values.forEach((name, value) -> sensitive.put(name, Sensitive.of(value)));
        return new ContainerRequest(
                new DeploymentTarget(ApplicationName.of("pm"), EnvironmentName.of("dev"), ComponentName.of("backend")),
                ContainerName.of("pm-backend"),
                ImageRef.parse(image),
                Optional.empty(),
                new PublishedPort(Optional.of(HostAddress.of("10.0.0.5")), new Port(8000), new Port(8000)),
                List.of("/srv/media:/app/media"),
                new ContainerEnvironment("/home/django/.env", sensitive),
                HealthCheck.backend("/health/"),
                SwapStrategy.RECREATE,
                "https://ci/1");
    }

    static String image(char digit) {
        return "r.example.com/pm/backend@sha256:" + String.valueOf(digit).repeat(64);
    }
}
