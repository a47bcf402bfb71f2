package io.jenkins.plugins.promotionchain.config;

import static io.jenkins.plugins.promotionchain.config.ExpectedSecret.State.MISSING;
import static io.jenkins.plugins.promotionchain.config.ExpectedSecret.State.NOT_NEEDED;
import static io.jenkins.plugins.promotionchain.config.ExpectedSecret.State.THERE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.config.ExpectedSecret.State;
import io.jenkins.plugins.promotionchain.secrets.CredentialListing;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the page of an environment's secrets lists. */
class EnvironmentSecretsTest {

    @Test
    void listsWhatTheStepsLookForWithTheIdsThatWouldDo() {
        ExpectedSecret database = secret(Configurations.shop(), "backend", "DATABASE_URL");

        assertThat(database.state()).isEqualTo(MISSING);
        assertThat(database.ids()).isEqualTo("DEV_BACKEND_DATABASE_URL, DEV_DATABASE_URL");
        assertThat(database.purpose()).isEqualTo("variable DATABASE_URL of the container");
    }

    @Test
    void saysWhichCredentialIsThereOfWhichKindAndWhere() {
        ExpectedSecret login =
                secret(Configurations.shop(), "frontend", "SSH_KEY or SSH_PASSWORD or SSH", "DEV_FRONTEND_SSH_KEY");

        assertThat(login.state()).isEqualTo(THERE);
        assertThat(login.found())
                .contains(new CredentialListing.Listed("DEV_FRONTEND_SSH_KEY", "Secret text", "Jenkins"));
    }

    @Test
    void theFirstOfSeveralThatAreThereCountsAsItDoesForAStep() {
        ExpectedSecret key =
                secret(Configurations.shop(), "backend", "SECRET_KEY", "DEV_SECRET_KEY", "DEV_BACKEND_SECRET_KEY");

        assertThat(key.found().orElseThrow().id()).isEqualTo("DEV_BACKEND_SECRET_KEY");
    }

    @Test
    void whatIsConfiguredIsNotMissing() {
        ApplicationConfig shop = Configurations.shop();
        EnvironmentConfig dev = shop.getEnvironments().get(0);
        dev.setVariables("DJANGO_SETTINGS_MODULE=shop.settings");
        dev.setEnvConfig("API_BASE_URL=https://dev.example.com");

        assertThat(secret(shop, "backend", "HOST").state()).isEqualTo(NOT_NEEDED);
        assertThat(secret(shop, "backend", "DJANGO_SETTINGS_MODULE").state()).isEqualTo(NOT_NEEDED);
        assertThat(secret(shop, "frontend", "VITE_API_BASE_URL").instead()).contains("configured");
        assertThat(secret(shop, "frontend", "BACKEND_IP").state()).isEqualTo(NOT_NEEDED);
    }

    @Test
    void aCredentialThatTheConfigurationNamesIsLookedForByItsId() {
        ApplicationConfig shop = Configurations.shop();
        shop.getEnvironments().get(0).getBackend().setCredentialsId("the-key");
        shop.setRegistryCredentialsId("the-registry");

        assertThat(secret(shop, "backend", "the-key", "the-key").state()).isEqualTo(THERE);
        assertThat(secret(shop, "backend", "the-registry").state()).isEqualTo(MISSING);
    }

    @Test
    void anIdThatBelongsToAnotherEnvironmentIsNoCandidate() {
        ApplicationConfig shop = Configurations.shop();
        EnvironmentConfig other = Configurations.environment("dev-database", "x", "");
        other.setSecretPrefix("DEV_DATABASE");
        shop.setEnvironments(List.of(shop.getEnvironments().get(0), other));

        assertThat(secret(shop, "backend", "DATABASE_URL", "DEV_DATABASE_URL").state())
                .isEqualTo(MISSING);
    }

    @Test
    void countsWhatIsMissing() {
        assertThat(states(Configurations.shop())).containsOnly(MISSING, NOT_NEEDED);
        assertThat(new SecretsPage.Section("shop", "dev", "DEV", all(Configurations.shop(), Set.of())).missing())
                .isEqualTo(5);
    }

    private static List<State> states(ApplicationConfig application) {
        return all(application, Set.of()).stream().map(ExpectedSecret::state).toList();
    }

    private static ExpectedSecret secret(
            ApplicationConfig application, String component, String name, String... there) {
        return all(application, Set.of(there)).stream()
                .filter(secret -> secret.component().value().equals(component)
                        && secret.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + name));
    }

    private static List<ExpectedSecret> all(ApplicationConfig application, Set<String> there) {
        Chains chains = ChainReader.read(List.of(application));
        assertThat(chains.problems()).isEmpty();
        Chain chain = chains.usable().get(0);
        CredentialListing listing = id -> Optional.of(id)
                .filter(there::contains)
                .map(any -> new CredentialListing.Listed(id, "Secret text", "Jenkins"));
        return new EnvironmentSecrets(chain, chain.environments().get(0), chains.prefixes(), listing).all();
    }
}
