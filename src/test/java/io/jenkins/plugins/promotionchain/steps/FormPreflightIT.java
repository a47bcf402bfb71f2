package io.jenkins.plugins.promotionchain.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.config.ApplicationConfig;
import io.jenkins.plugins.promotionchain.config.ChainReader;
import io.jenkins.plugins.promotionchain.config.Chains;
import io.jenkins.plugins.promotionchain.config.ConnectionFinding;
import io.jenkins.plugins.promotionchain.config.EnvironmentConfig;
import io.jenkins.plugins.promotionchain.config.HostConfig;
import io.jenkins.plugins.promotionchain.config.JumpConfig;
import io.jenkins.plugins.promotionchain.sandbox.Sandbox;
import io.jenkins.plugins.promotionchain.sandbox.SandboxEnvironment;
import io.jenkins.plugins.promotionchain.sandbox.SandboxServer;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The button "Test connection" on real servers. */
class FormPreflightIT {

    private final Sandbox sandbox = Sandbox.running();
    private final SandboxEnvironment dev = sandbox.environment("dev");

    @BeforeEach
    void storeTheCredentials() {
        FakeJenkins jenkins = FakeJenkins.start();
        sandbox.credentials().values().stream()
                .filter(credential -> credential.kind().equals("text"))
                .forEach(credential -> jenkins.with(
                        new StoredText(credential.id(), credential.secret().reveal())));
    }

    @Test
    void findsBothServersReadyWithoutABuild() throws Exception {
        List<ConnectionFinding> findings = look(host(dev.backend()), host(dev.frontend()));

        assertThat(findings).extracting(ConnectionFinding::result).doesNotContain("FAILED");
        assertThat(findings).extracting(ConnectionFinding::component).contains("backend", "frontend");
        assertThat(findings).extracting(ConnectionFinding::check).contains("login", "docker", "nginx", "port");
    }

    @Test
    void tellsThatAServerShowsAnotherKeyAndLooksAtTheOther() throws Exception {
        HostConfig backend = host(dev.backend());
        backend.setHostKeys(String.join("\n", dev.frontend().hostKeys()));

        List<ConnectionFinding> findings = look(backend, host(dev.frontend()));

        assertThat(findings)
                .filteredOn(finding -> finding.result().equals("FAILED"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.component()).isEqualTo("backend");
                    assertThat(finding.check()).isEqualTo("host key");
                });
        assertThat(findings)
                .filteredOn(finding -> finding.component().equals("frontend"))
                .extracting(ConnectionFinding::check)
                .contains("docker");
    }

    @Test
    void reachesAServerThroughItsJumpHost() throws Exception {
        HostConfig backend = host(dev.backend());
        backend.setJump(throughTheFrontend(String.join("\n", dev.frontend().hostKeys())));

        assertThat(look(backend, host(dev.frontend())))
                .extracting(ConnectionFinding::result)
                .doesNotContain("FAILED");
    }

    @Test
    void refusesAJumpHostThatShowsAnotherKey() throws Exception {
        HostConfig backend = host(dev.backend());
        backend.setJump(throughTheFrontend(String.join("\n", dev.backend().hostKeys())));

        assertThat(look(backend, host(dev.frontend())))
                .filteredOn(finding -> finding.result().equals("FAILED"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.check()).isEqualTo("host key");
                    assertThat(finding.found()).startsWith(dev.frontend().host() + ":2222 showed the host key");
                });
    }

    private JumpConfig throughTheFrontend(String hostKeys) {
        JumpConfig jump = new JumpConfig();
        jump.setAddress(dev.frontend().host());
        jump.setSshPort(dev.frontend().sshPort());
        jump.setHostKeys(hostKeys);
        jump.setAccount(dev.frontend().account());
        jump.setCredentialsId("DEV_FRONTEND_SSH_KEY");
        return jump;
    }

    private List<ConnectionFinding> look(HostConfig backend, HostConfig frontend) throws Exception {
        EnvironmentConfig environment = new EnvironmentConfig("dev");
        environment.setBranch("development");
        environment.setBackend(backend);
        environment.setFrontend(frontend);
        ApplicationConfig application = new ApplicationConfig("form-preflight");
        application.setEnvironments(List.of(environment));
        Chains chains = ChainReader.read(List.of(application));
        return new FormPreflight()
                .of(
                        chains,
                        chains.usable().get(0),
                        chains.usable().get(0).environments().get(0),
                        Jenkins.get());
    }

    private static HostConfig host(SandboxServer server) {
        HostConfig host = new HostConfig();
        host.setAddress(server.host());
        host.setSshPort(server.sshPort());
        host.setAccount(server.account());
        host.setHostKeys(String.join("\n", server.hostKeys()));
        host.setPublishAddress(server.publishAddress());
        server.siteListen().ifPresent(host::setSiteListen);
        return host;
    }
}
