package io.jenkins.plugins.promotionchain.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.acceptance.Rehearsed.Ended;
import io.jenkins.plugins.promotionchain.config.ApplicationConfig;
import io.jenkins.plugins.promotionchain.config.HostConfig;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which credentials a step asks for, and that it knocks at no server's door before it has all of them. */
class CredentialScopeIT extends OnTheSandbox {

    private List<List<String>> doors;

    @BeforeEach
    void listen() throws Exception {
        doors = doors();
    }

    @AfterEach
    void nobodyKnocked() throws Exception {
        assertThat(doors()).isEqualTo(doors);
    }

    private List<List<String>> doors() throws Exception {
        return List.of(backend.sshLog(), frontend.sshLog());
    }

    private String image() {
        return sandbox.registryHost() + "/acceptance-backend@sha256:" + "0".repeat(64);
    }

    private static Consumer<JSONObject> without(Set<String> ids) {
        return description -> {
            JSONArray left = new JSONArray();
            for (Object each : description.getJSONArray("credentials")) {
                if (!ids.contains(((JSONObject) each).getString("id"))) {
                    left.put(each);
                }
            }
            description.put("credentials", left);
        };
    }

    private String refused(Consumer<JSONObject> change, Consumer<ApplicationConfig> configuration, String step)
            throws Exception {
        Ended ended = run("development", pipeline(step), change, configuration);
        assertThat(ended.outcome()).as(ended.log()).isEqualTo(Outcome.FAILURE);
        List<String> errors =
                ended.log().lines().filter(line -> line.contains("ERROR: ")).toList();
        assertThat(errors).as(ended.log()).hasSize(1);
        sandbox.credentials().values().forEach(each -> assertThat(ended.log())
                .doesNotContain(coreOf(each.secret().reveal())));
        return errors.get(0);
    }

    /** Enough of a secret to know it by, where it is none of those that anybody may read. */
    private static String coreOf(String secret) {
        return secret.length() < 20 ? "\0" : secret;
    }

    @Test
    void allThatIsMissingIsNamedAtOnce() throws Exception {
        Set<String> gone = new TreeSet<>(
                Set.of("DEV_SSH_PASSWORD", "DEV_DATABASE_URL", "DEV_SECRET_KEY", "DEV_DJANGO_SETTINGS_MODULE"));
        gone.add("REGISTRY_LOGIN");
        for (String step : List.of("deployBackend image: '%s'", "sshMigrate image: '%s'")) {
            assertThat(refused(without(gone), application -> {}, step.formatted(image())))
                    .contains("Missing credentials for backend of acceptance in dev")
                    .contains(gone)
                    .contains("nothing was changed");
        }
        // DEV_SSH_PASSWORD would do for the frontend's server too.
        assertThat(refused(
                        without(Set.of("DEV_FRONTEND_SSH_KEY", "DEV_SSH_PASSWORD", "REGISTRY_LOGIN")),
                        application -> {},
                        "deployFrontend image: '%s'".formatted(image())))
                .contains("Missing credentials for frontend of acceptance in dev")
                .contains("DEV_FRONTEND_SSH_KEY", "REGISTRY_LOGIN")
                .doesNotContain("DATABASE_URL");
    }

    @Test
    void aSecretOfAnotherEnvironmentIsNoSecretOfThisOneEvenWhenItIsDeclaredShared() throws Exception {
        String error = refused(
                description -> {},
                application -> {
                    application.setSharedSecrets("UAT_DATABASE_URL");
                    application.setBackendVariables("UAT_DATABASE_URL");
                },
                "deployBackend image: '%s'".formatted(image()));

        assertThat(error)
                .contains("UAT_DATABASE_URL (add DEV_BACKEND_UAT_DATABASE_URL or DEV_UAT_DATABASE_URL)")
                .contains("nothing was changed");
    }

    @Test
    void aCredentialOfAnotherEnvironmentCannotBeNamedForAServer() throws Exception {
        for (String foreign : List.of("PROD_SSH_PASSWORD", "prod-ssh-password")) {
            String error = refused(
                    description -> {},
                    application -> backendOf(application).setCredentialsId(foreign),
                    "deployBackend image: '%s'".formatted(image()));

            assertThat(error)
                    .contains("Credential '" + foreign + "' belongs to the environment with the secret prefix PROD")
                    .contains("a step for DEV does not read it");
        }
    }

    @Test
    void aCredentialOfAnotherEnvironmentCannotBeNamedInTheJenkinsfile() throws Exception {
        assertThat(refused(
                        description -> {},
                        application -> {},
                        "buildOnce component: 'backend', context: 'backend', credentialsId: 'PROD_SSH_PASSWORD'"))
                .contains("Credential 'PROD_SSH_PASSWORD' belongs to the environment with the secret prefix PROD");
    }

    private static HostConfig backendOf(ApplicationConfig application) {
        return application.getEnvironments().get(0).getBackend();
    }
}
