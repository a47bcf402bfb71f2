package io.jenkins.plugins.promotionchain.bench;

import io.jenkins.plugins.promotionchain.engine.deploy.ContainerDeployment;
import io.jenkins.plugins.promotionchain.engine.deploy.ContainerEnvironment;
import io.jenkins.plugins.promotionchain.engine.deploy.ContainerRequest;
import io.jenkins.plugins.promotionchain.engine.deploy.HealthCheck;
import io.jenkins.plugins.promotionchain.engine.deploy.Rollback;
import io.jenkins.plugins.promotionchain.engine.deploy.RollbackRequest;
import io.jenkins.plugins.promotionchain.engine.deploy.RollbackTarget;
import io.jenkins.plugins.promotionchain.engine.deploy.SwapSettings;
import io.jenkins.plugins.promotionchain.engine.deploy.SwapStrategy;
import io.jenkins.plugins.promotionchain.engine.deploy.Verification;
import io.jenkins.plugins.promotionchain.engine.deploy.Workplace;
import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
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
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Our deployments to the dev backend of the running sandbox, behind nginx, each over a connection of its own as each
 * build has one. With an image and a value for {@code RELEASE} as arguments: one deployment. Without: one for each line
 * of standard input, {@code deploy IMAGE VALUE} or {@code rollback}, answered by {@code done} when it is done. What the
 * build log would say goes to standard error.
 */
public final class Deployments {

    private static final ContainerName NAME = ContainerName.of("bench-backend");
    private static final DeploymentTarget TARGET =
            new DeploymentTarget(ApplicationName.of("bench"), EnvironmentName.of("dev"), ComponentName.of("backend"));
    private static final SwapSettings SWAP = SwapSettings.of(SwapStrategy.NGINX);
    private static final String BUILD = "https://ci.example.com/job/bench/1/";
    private static final Port INSIDE = new Port(8000);

    private final Sandbox sandbox = Sandbox.running();
    private final SandboxServer backend = sandbox.environment("dev").backend();
    private final Optional<RegistryLogin> login = Optional.of(sandbox.registryLogin());

    public static void main(String[] arguments) throws Exception {
        Deployments deployments = new Deployments();
        if (arguments.length == 2) {
            deployments.deploy(arguments[0], arguments[1]);
            return;
        }
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] words = line.split(" ");
            if (words[0].equals("rollback")) {
                deployments.rollBack();
            } else {
                deployments.deploy(words[1], words[2]);
            }
            System.out.println("done");
        }
    }

    private void deploy(String image, String release) throws PromotionFailure, InterruptedException {
        ContainerRequest request = new ContainerRequest(
                TARGET,
                NAME,
                ImageRef.parse(image),
                login,
                new PublishedPort(
                        Optional.of(HostAddress.of(backend.publishAddress())), new Port(backend.port()), INSIDE),
                List.of(),
                environment(Map.of("RELEASE", Sensitive.of(release))),
                HealthCheck.backend("/health/"),
                SWAP,
                Optional.empty(),
                BUILD);
        try (Workplace place = workplace()) {
            new ContainerDeployment(place, NginxInstallation.packaged()).deploy(request, Verification.NONE);
        }
    }

    private void rollBack() throws PromotionFailure, InterruptedException {
        RollbackRequest request = new RollbackRequest(
                TARGET, NAME, new RollbackTarget.Previous(), registry -> login, environment(Map.of()), SWAP, BUILD);
        try (Workplace place = workplace()) {
            new Rollback(place, NginxInstallation.packaged()).run(request);
        }
    }

    private static ContainerEnvironment environment(Map<String, Sensitive> values) {
        return new ContainerEnvironment("bench/backend.env", values);
    }

    private Workplace workplace() throws PromotionFailure, InterruptedException {
        Clock clock = Clock.systemUTC();
        ReconnectingServer connection = ReconnectingServer.open(
                this::connect, clock, Sleeper.real(), System.err::println, Duration.ofSeconds(60));
        return new Workplace(
                connection,
                TransactionId.random(),
                new ReadPosition(),
                Attendance.CONSTANT,
                clock,
                Sleeper.real(),
                System.err::println);
    }

    private Server connect() throws PromotionFailure, InterruptedException {
        SshTarget target = SshTarget.of(
                Endpoint.of(backend.host(), backend.sshPort()),
                backend.account(),
                new SshLogin.Password(sandbox.credential("DEV_SSH_PASSWORD").secret()),
                new HostKeyPolicy.Pinned(
                        backend.hostKeys().stream().map(HostKeyFingerprint::of).collect(Collectors.toSet())));
        return SshConnector.real().connect(target, System.err::println);
    }
}
