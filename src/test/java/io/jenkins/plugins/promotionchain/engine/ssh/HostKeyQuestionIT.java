package io.jenkins.plugins.promotionchain.engine.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.sandbox.Sandbox;
import io.jenkins.plugins.promotionchain.sandbox.SandboxEnvironment;
import io.jenkins.plugins.promotionchain.sandbox.SandboxServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The servers' own OpenSSH shows the keys that the sandbox made for it. */
class HostKeyQuestionIT {

    @Test
    void isShownTheKeyOfEachServer() throws Exception {
        Sandbox sandbox = Sandbox.running();
        for (String name : List.of("dev", "uat", "prod")) {
            SandboxEnvironment environment = sandbox.environment(name);
            for (SandboxServer server : List.of(environment.backend(), environment.frontend())) {
                ShownHostKey shown =
                        new HostKeyQuestion(Duration.ofSeconds(10)).ask(Endpoint.of(server.host(), server.sshPort()));

                assertThat(shown.type()).isEqualTo("ssh-ed25519");
                assertThat(server.hostKeys()).contains(shown.fingerprint().value());
            }
        }
    }
}
