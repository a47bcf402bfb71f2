package io.jenkins.plugins.promotionchain.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {

    private static final String DESCRIPTION =
            """
            {"application":"projectmeats","instance":0,"dockerHost":"unix:///run/promotion-chain-0/docker.sock",
             "registry":{"host":"127.42.0.5:5000","credentialsId":"REGISTRY_LOGIN"},
             "environments":[{"name":"dev","branch":"development","prefix":"DEV","requires":"",
               "backend":{"host":"127.42.1.10","sshPort":2222,"account":"django","hostKeys":["SHA256:a"],
                 "publishAddress":"127.42.1.10","port":8000},
               "frontend":{"host":"127.42.1.20","sshPort":2222,"account":"root","hostKeys":["SHA256:b","SHA256:c"],
                 "publishAddress":"127.42.1.20","port":8080,"siteListen":"127.42.1.20:8081",
                 "url":"http://127.42.1.20:8081/"}}],
             "credentials":[{"id":"DEV_DATABASE_URL","kind":"text","value":"postgres://x"},
               {"id":"REGISTRY_LOGIN","kind":"usernamePassword","username":"ci","password":"geheim"}]}
            """;

    @Test
    void findsEnvironmentsServersAndCredentials() {
        Sandbox sandbox = Sandbox.parse(DESCRIPTION);

        assertThat(sandbox.environment("dev").requires()).isEmpty();
        assertThat(sandbox.environment("dev").backend().siteListen()).isEmpty();
        assertThat(sandbox.environment("dev").frontend().hostKeys()).containsExactly("SHA256:b", "SHA256:c");
        assertThat(sandbox.credential("DEV_DATABASE_URL").secret().reveal()).isEqualTo("postgres://x");
        assertThat(sandbox.registryLogin().username()).isEqualTo("ci");
        assertThat(sandbox.registryLogin().registry()).isEqualTo("127.42.0.5:5000");
    }

    @Test
    void saysHowToStartASandboxThatIsNotUp(@TempDir Path directory) {
        assertThatThrownBy(() -> Sandbox.read(directory.resolve("sandbox.json")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sandbox/sandbox up");
    }

    @Test
    void namesWhatItDoesNotHave() {
        Sandbox sandbox = Sandbox.parse(DESCRIPTION);

        assertThatThrownBy(() -> sandbox.environment("moon")).hasMessageContaining("'moon'");
        assertThatThrownBy(() -> sandbox.credential("MOON")).hasMessageContaining("'MOON'");
    }
}
