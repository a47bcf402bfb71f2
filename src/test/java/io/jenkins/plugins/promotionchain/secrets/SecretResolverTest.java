package io.jenkins.plugins.promotionchain.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.SecretsMissing;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretResolverTest {

    private final InMemoryCredentials credentials = new InMemoryCredentials();
    private final List<Sensitive> masked = new ArrayList<>();

    private SecretResolver resolver(String component) {
        SecretScope scope = new SecretScope(
                SecretPrefix.of("DEV"),
                ComponentName.of(component),
                Set.of("DO_ACCESS_TOKEN"),
                Set.of(SecretPrefix.of("UAT"), SecretPrefix.of("PROD")));
        return new SecretResolver(scope, credentials, masked::add);
    }

    @Test
    void namesEverythingThatIsMissingInOneError() throws Exception {
        SecretResolver resolver = resolver("backend");
        resolver.requireTexts(List.of("DATABASE_URL", "SECRET_KEY"));
        resolver.requireSetting("HOST");
        resolver.require("SSH login", List.of("SSH_KEY", "SSH_PASSWORD"));

        assertThatThrownBy(() -> resolver.refuseWhenMissing("backend of shop in dev"))
                .isInstanceOf(SecretsMissing.class)
                .hasMessageContainingAll(
                        "backend of shop in dev",
                        "DATABASE_URL (add DEV_BACKEND_DATABASE_URL or DEV_DATABASE_URL)",
                        "SECRET_KEY (add DEV_BACKEND_SECRET_KEY or DEV_SECRET_KEY)",
                        "HOST (add DEV_BACKEND_HOST or DEV_HOST)",
                        "DEV_SSH_PASSWORD",
                        "Manage Jenkins > Credentials");
    }

    @Test
    void refusesNothingWhenAllIsThere() throws Exception {
        credentials.withText("DEV_DATABASE_URL", "postgres://x");
        SecretResolver resolver = resolver("backend");

        assertThat(resolver.requireTexts(List.of("DATABASE_URL")))
                .containsEntry("DATABASE_URL", Sensitive.of("postgres://x"));
        resolver.refuseWhenMissing("backend");
    }

    @Test
    void tellsTheMaskerEverySecretButNoSetting() throws Exception {
        credentials
                .withText("DEV_SECRET_KEY", "k3y")
                .withText("DEV_HOST", " 10.0.0.5\n")
                .with(
                        "DEV_SSH_KEY",
                        new StoredCredential.PrivateKey(
                                Optional.empty(), Sensitive.of("pem"), Optional.of(Sensitive.of("phrase"))));
        SecretResolver resolver = resolver("backend");
        resolver.text("SECRET_KEY");
        resolver.require("SSH login", List.of("SSH_KEY"));

        assertThat(resolver.setting("HOST")).contains("10.0.0.5");
        assertThat(masked).containsExactly(Sensitive.of("k3y"), Sensitive.of("pem"), Sensitive.of("phrase"));
    }

    @Test
    void takesTheNameOfAnAccountAndNeverItsPasswordForASetting() throws Exception {
        credentials
                .with("DEV_USER", new StoredCredential.Account("django", Sensitive.of("pw")))
                .with("DEV_HOST", new StoredCredential.Account("10.0.0.5", Sensitive.of("pw")));
        SecretResolver resolver = resolver("backend");

        assertThat(resolver.setting("USER")).contains("django");
        assertThatThrownBy(() -> resolver.setting("HOST"))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("Credential 'DEV_HOST' is a login and no plain value. Store HOST as a secret text.");
    }

    @Test
    void neverAsksForACredentialOfAnotherEnvironmentByItsId() {
        credentials.withText("PROD_SSH_KEY", "secret");

        assertThatThrownBy(() -> resolver("backend").requireById("PROD_SSH_KEY"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContainingAll("PROD_SSH_KEY", "PROD", "DEV");
        assertThatThrownBy(() -> resolver("backend").requireRegistryLogin("uat-registry", "r.example.com"))
                .isInstanceOf(InvalidInput.class);
        assertThat(credentials.asked).isEmpty();
    }

    @Test
    void readsAFileWithoutTheLineEndThatAnEditorAdds() throws Exception {
        credentials.with("DEV_SECRET_KEY", new StoredCredential.Document(Sensitive.of(" a\nb \n")));

        assertThat(resolver("backend").text("SECRET_KEY")).contains(Sensitive.of(" a\nb "));
    }

    @Test
    void refusesACredentialThatHoldsNoText() {
        credentials.with("DEV_SECRET_KEY", new StoredCredential.Unknown("CertificateCredentials"));

        assertThatThrownBy(() -> resolver("backend").text("SECRET_KEY"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContainingAll("DEV_SECRET_KEY", "CertificateCredentials");
    }

    @Test
    void logsInToTheRegistryWithTheStepsCredentialBeforeTheApplications() throws Exception {
        credentials.with("STEP", new StoredCredential.Account("ci", Sensitive.of("pw")));

        assertThat(registryLogins(resolver("backend"), Optional.of("APPLICATION"))
                        .find("r.example.com", Optional.of("STEP")))
                .hasValueSatisfying(login -> {
                    assertThat(login.username()).isEqualTo("ci");
                    assertThat(login.registry()).isEqualTo("r.example.com");
                });
        assertThat(credentials.asked).doesNotContain("APPLICATION");
        assertThat(masked).containsExactly(Sensitive.of("pw"));
    }

    @Test
    void asksOtherPluginsAboutARegistryCredentialOfAnotherKind() throws Exception {
        credentials.with("CLOUD", new StoredCredential.Unknown("cloud"));

        assertThat(registryLogins(resolver("backend"), Optional.of("CLOUD")).find("r.example.com", Optional.empty()))
                .hasValueSatisfying(login -> assertThat(login.username()).isEqualTo("cloud"));
        assertThat(masked).containsExactly(Sensitive.of("cloud-token"));
    }

    @Test
    void usesTheSharedTokenWhenNoCredentialIsNamedAndNobodyWhenThereIsNone() throws Exception {
        RegistryLoginLookup lookup = registryLogins(resolver("backend"), Optional.empty());

        assertThat(lookup.find("r.example.com", Optional.empty())).isEmpty();
        credentials.withText("DO_ACCESS_TOKEN", "dop_v1_x");
        assertThat(lookup.find("r.example.com", Optional.empty()))
                .hasValueSatisfying(login -> assertThat(login.password()).isEqualTo(Sensitive.of("dop_v1_x")));
    }

    @Test
    void remembersARegistryCredentialThatIsNamedAndNotThere() throws Exception {
        SecretResolver resolver = resolver("backend");
        registryLogins(resolver, Optional.empty()).find("r.example.com", Optional.of("NOWHERE"));

        assertThatThrownBy(() -> resolver.refuseWhenMissing("backend")).hasMessageContaining("NOWHERE");
    }

    @Test
    void sendsNoPasswordOfTheApplicationToAnotherRegistryThanTheConfiguredOne() throws Exception {
        credentials.with("APPLICATION", new StoredCredential.Account("ci", Sensitive.of("pw")));
        credentials.withText("DO_ACCESS_TOKEN", "dop_v1_x");

        for (String other : List.of("evil.example", "r.example.com:5000", "r.example.com.evil.example")) {
            assertThat(registryLogins(resolver("backend"), Optional.of("APPLICATION"))
                            .find(other, Optional.empty()))
                    .isEmpty();
            assertThat(registryLogins(resolver("backend"), Optional.empty()).find(other, Optional.empty()))
                    .isEmpty();
        }
        assertThat(new RegistryLoginLookup(resolver("backend"), Optional.empty(), Optional.of("APPLICATION"))
                        .find("r.example.com", Optional.empty()))
                .isEmpty();
        assertThat(credentials.asked).isEmpty();
    }

    private static RegistryLoginLookup registryLogins(SecretResolver resolver, Optional<String> ofApplication) {
        return new RegistryLoginLookup(resolver, Optional.of("r.example.com"), ofApplication);
    }
}
