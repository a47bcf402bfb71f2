package io.jenkins.plugins.promotionchain.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.acceptance.Rehearsed.Ended;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads when something is set up wrongly; each time nothing on a server is touched. */
class MisconfigurationIT {

    private static final String DEPLOY =
            """
            pipeline {
              agent any
              stages {
                stage('Deploy') {
                  steps { deployBackend image: 'IMAGE', containerName: 'wrong-backend', port: 8795 }
                }
              }
            }
            """;
    private static final String BUILD =
            """
            pipeline {
              agent any
              stages { stage('Build') { steps { buildOnce component: 'backend', context: 'backend' } } }
            }
            """;

    @TempDir
    Path directory;

    private SampleSource source;
    private Rehearsed rehearsed;

    @BeforeEach
    void begin() throws Exception {
        source = SampleSource.in(Files.createDirectory(directory.resolve("source")));
        rehearsed = new Rehearsed(Files.createDirectory(directory.resolve("state")));
    }

    private String deployment() throws Exception {
        String registry = Rehearsed.description().getJSONObject("registry").getString("host");
        return DEPLOY.replace("IMAGE", registry + "/projectmeats-backend@sha256:" + "0".repeat(64));
    }

    private String logOfFailedDeployment(Consumer<JSONObject> change) throws Exception {
        Ended ended = rehearsed.run(source.directory(), "development", deployment(), change);
        assertThat(ended.outcome()).as(ended.log()).isEqualTo(Outcome.FAILURE);
        assertThat(ended.log()).doesNotContain("Changed on").doesNotContain("\tat ");
        return ended.log();
    }

    private static JSONObject backend(JSONObject description) {
        return Rehearsed.environment(description, "dev").getJSONObject("backend");
    }

    @Test
    void aWrongPasswordIsSaidWithoutShowingIt() throws Exception {
        String log = logOfFailedDeployment(description ->
                Rehearsed.credential(description, "DEV_SSH_PASSWORD").put("value", "wrong-password"));

        assertThat(log)
                .containsPattern("ERROR: Jenkinsfile:\\d+: Login as django@")
                .contains("with a password failed")
                .contains("Check the password in the Jenkins credentials")
                .doesNotContain("wrong-password");
    }

    @Test
    void aWrongHostKeyStopsEverythingBeforeThePasswordIsSent() throws Exception {
        String expected = "SHA256:" + "A".repeat(43);
        String log = logOfFailedDeployment(
                description -> backend(description).put("hostKeys", new JSONArray().put(expected)));

        assertThat(log)
                .contains("showed the host key SHA256:")
                .contains("but expected is " + expected)
                .contains("nothing was sent to it")
                .contains("verify it out of band");
    }

    @Test
    void anUnknownHostAndARefusedPortAreToldApart() throws Exception {
        assertThat(logOfFailedDeployment(description -> backend(description).put("host", "no-such-host.invalid")))
                .contains("The host name no-such-host.invalid is not known");
        assertThat(logOfFailedDeployment(description -> backend(description).put("sshPort", 2)))
                .contains(":2 refused the connection")
                .contains("Check that the SSH server runs there");
    }

    @Test
    void allMissingCredentialsAreNamedInOneSentenceBeforeAnyConnection() throws Exception {
        String log = logOfFailedDeployment(description -> description.put("credentials", new JSONArray()));

        assertThat(log)
                .contains("Missing credentials for backend of projectmeats in dev")
                .contains("DEV_SSH_PASSWORD")
                .contains("DEV_DATABASE_URL")
                .contains("DEV_SECRET_KEY")
                .contains("DEV_DJANGO_SETTINGS_MODULE")
                .contains("nothing was changed")
                .doesNotContain("Connected to");
    }

    @Test
    void aSecretOfAnotherEnvironmentIsNotAWayOut() throws Exception {
        String log = logOfFailedDeployment(description -> {
            JSONArray left = new JSONArray();
            for (Object each : description.getJSONArray("credentials")) {
                if (!((JSONObject) each).getString("id").equals("DEV_DATABASE_URL")) {
                    left.put(each);
                }
            }
            description.put("credentials", left);
        });

        assertThat(log).contains("DATABASE_URL (add DEV_BACKEND_DATABASE_URL or DEV_DATABASE_URL)");
    }

    @Test
    void anImageThatTheRegistryDoesNotHaveIsNamed() throws Exception {
        assertThat(logOfFailedDeployment(description -> {}))
                .contains("@sha256:" + "0".repeat(64))
                .contains("the image is neither there nor in the registry");
    }

    @Test
    void aRegistryThatRefusesTheLoginBuildsNothing() throws Exception {
        Ended ended = rehearsed.run(source.directory(), "development", BUILD, description -> Rehearsed.credential(
                        description, "REGISTRY_LOGIN")
                .put("password", "not-the-password"));

        assertThat(ended.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(ended.log())
                .containsPattern("ERROR: Jenkinsfile:\\d+: Registry ")
                .doesNotContain("Step 1/")
                .doesNotContain("not-the-password");
    }

    @Test
    void aBranchWithoutAnEnvironmentIsToldWhichOnesThereAre() throws Exception {
        Ended ended = rehearsed.run(source.directory(), "feature/x", BUILD);

        assertThat(ended.log())
                .contains("No environment of projectmeats is configured for the branch 'feature/x'")
                .contains("development");
    }
}
