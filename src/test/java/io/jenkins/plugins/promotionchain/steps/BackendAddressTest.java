package io.jenkins.plugins.promotionchain.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.config.Chain;
import io.jenkins.plugins.promotionchain.config.EnvironmentSettings;
import io.jenkins.plugins.promotionchain.config.HostSettings;
import io.jenkins.plugins.promotionchain.config.Links;
import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import io.jenkins.plugins.promotionchain.secrets.CredentialSource;
import io.jenkins.plugins.promotionchain.secrets.SecretPrefix;
import io.jenkins.plugins.promotionchain.secrets.SecretResolver;
import io.jenkins.plugins.promotionchain.secrets.SecretScope;
import io.jenkins.plugins.promotionchain.secrets.StoredCredential;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the frontend's server is told to find the backend. */
class BackendAddressTest {

    private final Map<String, String> credentials = new HashMap<>();

    @Test
    void takesWhatTheStepSaysThenTheSecretThenTheConfiguredAddressThenWhereItIsPublished() throws Exception {
        credentials.put("DEV_BACKEND_IP", "10.0.0.2");
        StepTarget target = target("10.0.0.3", "10.0.0.4");

        assertThat(BackendAddress.find(target, Optional.of(HostAddress.of("10.0.0.1"))))
                .contains(HostAddress.of("10.0.0.1"));
        assertThat(BackendAddress.find(target, Optional.empty())).contains(HostAddress.of("10.0.0.2"));
        credentials.clear();
        assertThat(BackendAddress.find(target, Optional.empty())).contains(HostAddress.of("10.0.0.3"));
        assertThat(BackendAddress.find(target("", "10.0.0.4"), Optional.empty()))
                .contains(HostAddress.of("10.0.0.4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "0.0.0.0"})
    void neverSendsTheFrontendToItselfBecauseTheBackendIsPublishedOnItsOwnMachineOnly(String published)
            throws Exception {
        StepTarget target = target("", published);

        assertThat(BackendAddress.find(target, Optional.empty())).isEmpty();
        assertThatThrownBy(target::refuseWhenMissing).hasMessageContaining("DEV_BACKEND_IP");
    }

    private StepTarget target(String address, String published) {
        HostSettings unset = HostSettings.unset();
        HostSettings backend = new HostSettings(
                of(address),
                new Port(22),
                unset.hostKeys(),
                unset.account(),
                unset.credentialsId(),
                of(published),
                unset.envFile(),
                unset.jump(),
                unset.site());
        SecretPrefix prefix = new SecretPrefix("DEV");
        EnvironmentSettings environment = new EnvironmentSettings(
                EnvironmentName.of("dev"),
                Optional.empty(),
                Optional.empty(),
                prefix,
                backend,
                unset,
                new TreeMap<>(),
                new TreeMap<>());
        Chain chain = new Chain(
                ApplicationName.of("shop"),
                Optional.empty(),
                "",
                Optional.empty(),
                List.of(),
                Set.of(),
                Links.NONE,
                List.of(environment));
        SecretScope scope = new SecretScope(prefix, EnvironmentSettings.FRONTEND, Set.of(), Set.of(prefix));
        return new StepTarget(
                chain, environment, EnvironmentSettings.FRONTEND, new SecretResolver(scope, new Stored(), any -> {}));
    }

    private static Optional<HostAddress> of(String address) {
        return address.isEmpty() ? Optional.empty() : Optional.of(HostAddress.of(address));
    }

    private final class Stored implements CredentialSource {

        @Override
        public Optional<StoredCredential> find(String id) {
            return Optional.ofNullable(credentials.get(id)).map(text -> new StoredCredential.Text(Sensitive.of(text)));
        }

        @Override
        public Optional<RegistryLogin> registryLogin(String id, String registry) {
            return Optional.empty();
        }
    }
}
