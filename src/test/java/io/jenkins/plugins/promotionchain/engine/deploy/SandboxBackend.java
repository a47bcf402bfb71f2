package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.LocalProcessRunner;
import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.migrate.Migration;
import io.jenkins.plugins.promotionchain.engine.migrate.MigrationMode;
import io.jenkins.plugins.promotionchain.engine.migrate.MigrationOutcome;
import io.jenkins.plugins.promotionchain.engine.migrate.MigrationRequest;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxInstallation;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.ssh.HostKeyFingerprint;
import io.jenkins.plugins.promotionchain.engine.ssh.HostKeyPolicy;
import io.jenkins.plugins.promotionchain.engine.ssh.ReconnectingServer;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.ssh.SshConnector;
import io.jenkins.plugins.promotionchain.engine.ssh.SshLogin;
import io.jenkins.plugins.promotionchain.engine.ssh.SshTarget;
import io.jenkins.plugins.promotionchain.engine.time.Sleeper;
import io.jenkins.plugins.promotionchain.engine.transaction.Attendance;
import io.jenkins.plugins.promotionchain.engine.transaction.ReadPosition;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import io.jenkins.plugins.promotionchain.sandbox.Sandbox;
import io.jenkins.plugins.promotionchain.sandbox.SandboxServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backend server of the sandbox, reached over SSH as a deployment reaches it, and images to run there. Afterwards
 * nothing of a test is left on it.
 */
public abstract class SandboxBackend {

    protected static final ContainerName NAME = ContainerName.of("stories-backend");
    protected static final DeploymentTarget TARGET =
            new DeploymentTarget(ApplicationName.of("stories"), EnvironmentName.of("dev"), ComponentName.of("backend"));
    protected static final Map<String, String> NASTY = Map.of(
            "QUOTES", "' \" ` $HOME $(id) \\ \\n %s %% # ! & | ; < > * ? ~ {a,b}",
            "SPACES", "  leading, trailing and\ttab \t ",
            "HASH", "#no comment",
            "EMPTY", "",
            "UMLAUTS", "\u00e4\u00f6\u00fc\u20ac \ud83d\ude00 \u2028",
            "LINES", "-----BEGIN KEY-----\nline 'two' \"$x\"\n\n-----END KEY-----\n",
            "RETURN", "ends with a return\r");

    protected final List<String> log = Collections.synchronizedList(new ArrayList<>());
    protected Server server;

    /** Beside the port of the application, which other tests may deploy to meanwhile. */
    private static final Port PORT = new Port(8790);

    @TempDir
    Path directory;

    private final Sandbox sandbox = Sandbox.running();
    private final SandboxServer backend = sandbox.environment("dev").backend();

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

    protected void clean() throws Exception {
        String script = "docker rm -f -v $(docker ps -aq --filter name=stories) 2>/dev/null; rm -rf stories;"
                + " f=/etc/nginx/sites-enabled/promotion-chain-port-stories-backend.conf;"
                + " [ ! -e $f ] || { sudo rm -f $f && sudo nginx -s reload && sleep 0.5; }";
        server.run(Command.of("sh", "-c", script));
    }

    protected Server connect() throws PromotionFailure, InterruptedException {
        SshTarget target = SshTarget.of(
                Endpoint.of(backend.host(), backend.sshPort()),
                backend.account(),
                new SshLogin.Password(sandbox.credential("DEV_SSH_PASSWORD").secret()),
                new HostKeyPolicy.Pinned(
                        backend.hostKeys().stream().map(HostKeyFingerprint::of).collect(Collectors.toSet())));
        return SshConnector.real().connect(target, log::add);
    }

    protected SwapSettings swap() {
        return SwapSettings.of(SwapStrategy.RECREATE);
    }

    protected PublishedPort publish() {
        return new PublishedPort(Optional.of(HostAddress.of(backend.publishAddress())), PORT, new Port(8000));
    }

    protected SampleImages images() {
        return new SampleImages(
                new LocalProcessRunner(directory, Map.of("DOCKER_HOST", sandbox.dockerHost())),
                directory,
                sandbox.registryHost(),
                login());
    }

    protected Optional<RegistryLogin> login() {
        return Optional.of(sandbox.registryLogin());
    }

    protected DeploymentOutcome deploy(ImageRef image, Map<String, String> values) throws Exception {
        return deploy(request(image, values));
    }

    protected DeploymentOutcome deploy(ContainerRequest request) throws Exception {
        return deploy(request, TransactionId.random(), Verification.NONE);
    }

    protected DeploymentOutcome deploy(ContainerRequest request, TransactionId id, Verification verification)
            throws Exception {
        try (Workplace place = workplace(id)) {
            return new ContainerDeployment(place, NginxInstallation.packaged()).deploy(request, verification);
        }
    }

    protected Workplace workplace(TransactionId id) throws Exception {
        return workplace(id, this::connect, Clock.systemUTC());
    }

    protected Workplace workplace(TransactionId id, ReconnectingServer.Connect connect, Clock clock) throws Exception {
        ReconnectingServer connection =
                ReconnectingServer.open(connect, clock, Sleeper.real(), log::add, Duration.ofSeconds(60));
        return new Workplace(connection, id, new ReadPosition(), Attendance.CONSTANT, clock, Sleeper.real(), log::add);
    }

    protected MigrationOutcome migrate(ImageRef image, Map<String, String> values, String command, Duration timeout)
            throws Exception {
        ContainerRequest request = request(image, values);
        return migrate(new MigrationRequest(
                request.target(),
                MigrationMode.CONTAINER,
                Optional.of(image),
                login(),
                request.environment(),
                new MigrationRequest.Commands(command, Optional.empty(), Optional.empty(), Optional.of("/bin")),
                timeout,
                Duration.ofMinutes(1),
                request.buildUrl()));
    }

    protected MigrationOutcome migrate(MigrationRequest request) throws Exception {
        try (Workplace place = workplace(TransactionId.random())) {
            return new Migration(place).run(request);
        }
    }

    protected ContainerRequest request(ImageRef image, Map<String, String> values) {
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
                swap(),
                Optional.empty(),
                "https://ci.example.com/job/1/");
    }

    protected static String keptName(ImageRef image) {
        return NAME + "-" + image.digest().value().substring("sha256:".length(), "sha256:".length() + 12);
    }

    protected Visitor visitor() {
        return new Visitor(publish().address().orElseThrow().value(), PORT.number(), "/health/");
    }

    protected String said(String... words) throws Exception {
        return server.runOrFail(Command.of(words), "Look at the engine");
    }

    protected String id() throws Exception {
        return said("docker", "ps", "--no-trunc", "--quiet", "--filter", "name=^/stories-backend$");
    }

    protected List<String> names() throws Exception {
        return said("docker", "ps", "--all", "--filter", "name=stories", "--format", "{{.Names}}")
                .lines()
                .toList();
    }
}
