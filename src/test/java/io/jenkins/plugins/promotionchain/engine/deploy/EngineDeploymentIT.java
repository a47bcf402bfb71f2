package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.command.LocalProcessRunner;
import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import io.jenkins.plugins.promotionchain.sandbox.Sandbox;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** The stories on the sandbox's build engine, without SSH in between. */
class EngineDeploymentIT extends DeploymentStories {

    @TempDir
    Path home;

    private final Sandbox sandbox = Sandbox.running();
    private final Port port = freePort();

    @Override
    Server connect() {
        return new LocalServer(docker(), home);
    }

    @Override
    PublishedPort publish() {
        return new PublishedPort(Optional.empty(), port, new Port(8000));
    }

    @Override
    SampleImages images() {
        return new SampleImages(docker(), home, sandbox.registryHost(), login());
    }

    @Override
    Optional<RegistryLogin> login() {
        return Optional.of(sandbox.registryLogin());
    }

    private LocalProcessRunner docker() {
        return new LocalProcessRunner(home, Map.of("DOCKER_HOST", sandbox.dockerHost(), "HOME", home.toString()));
    }

    private static Port freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return new Port(socket.getLocalPort());
        } catch (IOException e) {
            throw new IllegalStateException("No free port", e);
        }
    }
}
