package io.jenkins.plugins.promotionchain.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.ssh.SshLogin;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostLoginLookupTest {

    private static final String KEY = "-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n-----END OPENSSH PRIVATE KEY-----";

    private final InMemoryCredentials credentials = new InMemoryCredentials();
    private final SecretResolver secrets = new SecretResolver(
            new SecretScope(SecretPrefix.of("DEV"), ComponentName.of("frontend"), Set.of(), Set.of()),
            credentials,
            secret -> {});
    private final HostLoginLookup lookup = new HostLoginLookup(secrets);

    @Test
    void logsInWithThePasswordOfTheSeedsNaming() throws Exception {
        credentials.withText("DEV_USER", "django").withText("DEV_SSH_PASSWORD", "p w");

        assertThat(lookup.find(Optional.empty(), Optional.empty()))
                .contains(new HostLogin("django", new SshLogin.Password(Sensitive.of("p w"))));
    }

    @Test
    void prefersTheComponentsPasswordToTheEnvironmentsKey() throws Exception {
        credentials.withText("DEV_FRONTEND_SSH_PASSWORD", "pw").withText("DEV_SSH_KEY", KEY);

        assertThat(lookup.find(Optional.empty(), Optional.of("root")))
                .contains(new HostLogin("root", new SshLogin.Password(Sensitive.of("pw"))));
    }

    @Test
    void takesATextThatIsAKeyForAKey() throws Exception {
        credentials.withText("DEV_FRONTEND_SSH_KEY", KEY);

        assertThat(lookup.find(Optional.empty(), Optional.of("root")))
                .contains(new HostLogin("root", new SshLogin.PrivateKey(Sensitive.of(KEY), Optional.empty())));
    }

    @Test
    void takesTheAccountOfTheComponentBeforeTheCredentialsBeforeTheConfiguredBeforeTheEnvironments() throws Exception {
        credentials.with(
                "DEV_SSH",
                new StoredCredential.PrivateKey(
                        Optional.of("deploy"), Sensitive.of(KEY), Optional.of(Sensitive.of("x"))));
        assertThat(lookup.find(Optional.empty(), Optional.of("root"))
                        .orElseThrow()
                        .account())
                .isEqualTo("deploy");

        credentials.withText("DEV_USER", "django");
        assertThat(lookup.find(Optional.empty(), Optional.of("root"))
                        .orElseThrow()
                        .account())
                .isEqualTo("deploy");

        credentials.withText("DEV_FRONTEND_USER", "pages");
        assertThat(lookup.find(Optional.empty(), Optional.of("root"))
                        .orElseThrow()
                        .account())
                .isEqualTo("pages");
    }

    @Test
    void takesTheConfiguredAccountBeforeTheEnvironmentsWhichIsMostlyAnotherComponents() throws Exception {
        credentials.withText("DEV_SSH_KEY", KEY).withText("DEV_USER", "django");

        assertThat(lookup.find(Optional.empty(), Optional.of("root"))
                        .orElseThrow()
                        .account())
                .isEqualTo("root");
        assertThat(lookup.find(Optional.empty(), Optional.empty()).orElseThrow().account())
                .isEqualTo("django");
    }

    @Test
    void takesTheCredentialThatTheConfigurationNames() throws Exception {
        credentials
                .withText("DEV_SSH_PASSWORD", "other")
                .with("servers", new StoredCredential.Account("ops", Sensitive.of("pw")));

        assertThat(lookup.find(Optional.of("servers"), Optional.empty()))
                .contains(new HostLogin("ops", new SshLogin.Password(Sensitive.of("pw"))));
    }

    @Test
    void remembersLoginAndAccountAsMissing() throws Exception {
        assertThat(lookup.find(Optional.empty(), Optional.empty())).isEmpty();

        assertThatThrownBy(() -> secrets.refuseWhenMissing("frontend"))
                .hasMessageContainingAll("DEV_FRONTEND_SSH_KEY", "DEV_SSH_PASSWORD", "USER (add DEV_FRONTEND_USER");
    }
}
