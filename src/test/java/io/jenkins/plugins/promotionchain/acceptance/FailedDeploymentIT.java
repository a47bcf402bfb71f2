package io.jenkins.plugins.promotionchain.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.acceptance.Rehearsed.Ended;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong is told in one sentence, and the version that served before serves after, untouched. */
class FailedDeploymentIT extends OnTheSandbox {

    private TinyImages images;
    private List<String> before;

    @Override
    void prepare() throws Exception {
        images = TinyImages.builtBy(this);
    }

    @BeforeEach
    void deployWhatServes() throws Exception {
        succeed(TinyImages.deploy(images.first()));
        before = state();
        assertThat(backendPage("/health/").text()).isEqualTo("first\n");
    }

    /** Except for what a candidate cannot help: the version before was stopped for it, and started again. */
    @AfterEach
    void theSameServes() throws Exception {
        assertThat(backendPage("/health/").text()).isEqualTo("first\n");
        assertThat(state()).isEqualTo(before);
    }

    private List<String> state() throws Exception {
        List<String> all = new ArrayList<>();
        backend.containers(OwnApplication.NAME).forEach(line -> all.add(line.substring(0, line.lastIndexOf(' '))));
        all.addAll(backend.said(
                        "find .promotion-chain/acceptance -type f -exec stat -c '%n %a %i %Y' {} +; ls -Ad .docker 2>&1 || :")
                .lines()
                .sorted()
                .toList());
        return all;
    }

    private static JSONObject server(JSONObject description) {
        return Rehearsed.environment(description, "dev").getJSONObject("backend");
    }

    /** Fails before a word with docker was spoken: what runs was not even stopped for a moment. */
    private String refused(Consumer<JSONObject> change, String... steps) throws Exception {
        List<String> running = backend.containers(OwnApplication.NAME);
        String log = fail(change, steps);
        assertThat(backend.containers(OwnApplication.NAME)).isEqualTo(running);
        assertThat(log).doesNotContain("Changed on").doesNotContain("\tat ").doesNotContain("Unexpected failure");
        return log;
    }

    private static void onlyError(String log, String... parts) {
        List<String> errors =
                log.lines().filter(line -> line.contains("ERROR: ")).toList();
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0)).contains(parts).endsWith(".");
    }

    @Test
    void aWrongPassword() throws Exception {
        String log = refused(
                description ->
                        Rehearsed.credential(description, "DEV_SSH_PASSWORD").put("value", "not 'the' password"),
                TinyImages.deploy(images.second()));

        onlyError(log, "Login as django@", "with a password failed", "Check the password");
        assertThat(log).doesNotContain("not 'the' password");
    }

    @Test
    void aWrongHostKey() throws Exception {
        String other = Rehearsed.environment(Rehearsed.description(), "uat")
                .getJSONObject("backend")
                .getJSONArray("hostKeys")
                .getString(0);
        String log = refused(
                description -> server(description).put("hostKeys", new JSONArray().put(other)),
                TinyImages.deploy(images.second()));

        onlyError(log, "showed the host key SHA256:", "but expected is " + other, "nothing was sent to it");
    }

    @Test
    void noHostKeyAtAll() throws Exception {
        String log = refused(
                description -> server(description).put("hostKeys", new JSONArray()),
                TinyImages.deploy(images.second()));

        onlyError(log, "No host key is configured for", "ssh-keygen -lf");
    }

    @Test
    void anUnknownHost() throws Exception {
        String log = refused(
                description -> server(description).put("host", "no-such-host.invalid"),
                TinyImages.deploy(images.second()));

        onlyError(log, "The host name no-such-host.invalid is not known");
    }

    @Test
    void aRefusedPort() throws Exception {
        String log = refused(description -> server(description).put("sshPort", 9), TinyImages.deploy(images.second()));

        onlyError(log, ":9 refused the connection", "Check that the SSH server runs there");
    }

    @Test
    void anImageThatTheRegistryDoesNotHave() throws Exception {
        String gone = images.second().replaceFirst("@.*", "@sha256:" + "0".repeat(64));
        String log = refused(description -> {}, TinyImages.deploy(gone));

        onlyError(log, gone, "the image is neither there nor in the registry");
    }

    @Test
    void aRegistryThatRefusesTheLogin() throws Exception {
        backend.said("docker image rm -f " + images.second() + " >/dev/null 2>&1 || :");
        String log = refused(
                description ->
                        Rehearsed.credential(description, "REGISTRY_LOGIN").put("password", "not 'the' password"),
                TinyImages.deploy(images.second()));

        onlyError(log, "refuses the login of 'deployer'", "Check user name and password");
        assertThat(log).doesNotContain("not 'the' password");
    }

    @Test
    void aRegistryThatRefusesTheLoginOfABuild() throws Exception {
        String log = refused(
                description ->
                        Rehearsed.credential(description, "REGISTRY_LOGIN").put("password", "not 'the' password"),
                "buildOnce component: 'backend', context: 'first'",
                TinyImages.deploy(images.second()));

        onlyError(log, "Registry " + sandbox.registryHost());
        assertThat(log).doesNotContain("not 'the' password").doesNotContain("Step 1/");
    }

    @Test
    void anImageThatNeverGetsHealthy() throws Exception {
        String log = fail(description -> {}, TinyImages.deploy(images.unhealthy()));

        onlyError(log, "HTTP 404", "serves again and is healthy");
        assertThat(log).contains("| no page today");
    }

    @Test
    void anImageThatEndsAtOnce() throws Exception {
        String log = fail(description -> {}, TinyImages.deploy(images.ending()));

        onlyError(log, "acceptance-backend-candidate ended", "serves again and is healthy");
        assertThat(log).contains("| KeyError: SECRET_KEY");
    }

    @Test
    void theStageAfterAFailureDoesNotRun() throws Exception {
        String jenkinsfile =
                """
                pipeline {
                  agent any
                  stages {
                    stage('Migrate') { steps { sshMigrate image: '%s', command: 'echo ValueError: no; exit 7' } }
                    stage('Deploy') { steps { %s } }
                  }
                }
                """
                        .formatted(images.second(), TinyImages.deploy(images.second()));

        Ended ended = run("development", jenkinsfile, description -> {});

        assertThat(ended.outcome()).isEqualTo(Outcome.FAILURE);
        onlyError(ended.log(), "ended with exit status 7: ValueError: no", "nothing was deployed");
        assertThat(ended.log()).doesNotContain("[Pipeline] deployBackend");
    }
}
