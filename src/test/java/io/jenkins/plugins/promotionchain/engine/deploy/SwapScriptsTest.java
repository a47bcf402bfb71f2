package io.jenkins.plugins.promotionchain.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.deploy.FakeDocker.Ended;
import io.jenkins.plugins.promotionchain.engine.deploy.FakeDocker.Shell;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The scripts in the shells that servers have, with a docker that keeps its containers in files. */
class SwapScriptsTest {

    private static final SwapScripts SCRIPTS = new SwapScripts(ContainerNames.of(ContainerName.of("pm-backend")));
    private static final Sensitive REPLACE =
            SCRIPTS.replace(List.of("docker", "run", "--name", "pm-backend-candidate", "image"), Optional.empty(), 10);
    private static final int MORE_THAN_ALL_CALLS = 30;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void stopsTheOldContainerAndStartsTheCandidate(Shell shell) throws Exception {
        FakeDocker docker = fresh("a").with("pm-backend", "old", "running");

        Ended ended = docker.run(shell, REPLACE);

        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(docker.containers())
                .isEqualTo(Map.of("pm-backend", "old exited", "pm-backend-candidate", "new running"));
    }

    @ParameterizedTest
    @EnumSource
    void startsTheCandidateWhereNothingRanBefore(Shell shell) throws Exception {
        FakeDocker docker = fresh("a");

        assertThat(docker.run(shell, REPLACE).status()).isZero();
        assertThat(docker.containers()).isEqualTo(Map.of("pm-backend-candidate", "new running"));
    }

    @ParameterizedTest
    @CsvSource({"DASH,before", "DASH,after", "BUSYBOX,before", "BUSYBOX,after"})
    void bringsTheOldContainerBackWhicheverCommandFails(Shell shell, String when) throws Exception {
        for (int failAt = 1; ; failAt++) {
            FakeDocker docker = fresh(when + failAt)
                    .with("pm-backend", "old", "running")
                    .with("pm-backend-previous", "older", "exited");

            Ended ended = docker.run(shell, REPLACE, failAt, when);

            if (ended.status() == 0) {
                assertThat(failAt).as("calls tried").isEqualTo(6);
                return;
            }
            assertThat(docker.containers())
                    .as("call %d failed %s its work: %s", failAt, when, docker.calls())
                    .isEqualTo(Map.of("pm-backend", "old running", "pm-backend-previous", "older exited"));
        }
    }

    @ParameterizedTest
    @CsvSource({"DASH,before", "DASH,after", "BUSYBOX,before", "BUSYBOX,after"})
    void bringsTheOldContainerBackWhenTheCandidateAndThenAnotherCommandFails(Shell shell, String when)
            throws Exception {
        for (int failAt = 1; failAt < MORE_THAN_ALL_CALLS; failAt++) {
            FakeDocker docker = fresh(when + failAt).with("pm-backend", "old", "running");
            docker.with("stranger-on-the-port", "other", "running");
            Sensitive freesThePort = Sensitive.of(REPLACE.reveal()
                    .replace("undo() {", "undo() { rm -f \"$FAKE_DOCKER/containers/stranger-on-the-port\"\n"));

            Ended ended = docker.run(shell, freesThePort, failAt, when);

            assertThat(ended.status()).isNotZero();
            assertThat(docker.containers())
                    .as("call %d failed %s its work: %s", failAt, when, docker.calls())
                    .containsEntry("pm-backend", "old running")
                    .doesNotContainKey("pm-backend-candidate");
        }
    }

    @ParameterizedTest
    @EnumSource
    void changesNothingWhenAnotherRunHasACandidate(Shell shell) throws Exception {
        FakeDocker docker = fresh("a").with("pm-backend", "old", "exited").with("pm-backend-candidate", "x", "running");
        Map<String, String> before = docker.containers();

        assertThat(docker.run(shell, REPLACE).status()).isEqualTo(SwapScripts.OCCUPIED);
        assertThat(docker.containers()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void goesBackToThePreviousContainerWhereOnlyThatIsLeft(Shell shell) throws Exception {
        FakeDocker docker =
                fresh("a").with("pm-backend-previous", "old", "exited").with("other", "x", "running");
        Sensitive freesThePort = Sensitive.of(
                REPLACE.reveal().replace("undo() {", "undo() { rm -f \"$FAKE_DOCKER/containers/other\"\n"));

        assertThat(docker.run(shell, freesThePort).status()).isEqualTo(1);
        assertThat(docker.containers()).isEqualTo(Map.of("pm-backend", "old running"));
    }

    @ParameterizedTest
    @EnumSource
    void confirmsByChangingNames(Shell shell) throws Exception {
        FakeDocker docker = swapped("a");

        Ended ended = docker.run(shell, SCRIPTS.confirm());

        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(docker.containers())
                .isEqualTo(Map.of("pm-backend", "new running", "pm-backend-previous", "old exited"));
        assertThat(docker.calls()).contains("update --restart no pm-backend-previous");
    }

    @ParameterizedTest
    @EnumSource
    void confirmsTheFirstContainerThereEverWas(Shell shell) throws Exception {
        FakeDocker docker = fresh("a").with("pm-backend-candidate", "new", "running");

        assertThat(docker.run(shell, SCRIPTS.confirm()).status()).isZero();
        assertThat(docker.containers()).isEqualTo(Map.of("pm-backend", "new running"));
    }

    @ParameterizedTest
    @EnumSource
    void confirmsWhatWasCutOffBetweenTheTwoRenames(Shell shell) throws Exception {
        FakeDocker docker =
                fresh("a").with("pm-backend-candidate", "new", "running").with("pm-backend-previous", "old", "exited");

        assertThat(docker.run(shell, SCRIPTS.confirm()).status()).isZero();
        assertThat(docker.containers())
                .isEqualTo(Map.of("pm-backend", "new running", "pm-backend-previous", "old exited"));
    }

    @ParameterizedTest
    @CsvSource({"DASH,before", "DASH,after", "BUSYBOX,before", "BUSYBOX,after"})
    void leavesOneContainerServingWhicheverCommandOfTheConfirmationFails(Shell shell, String when) throws Exception {
        for (int failAt = 1; failAt < MORE_THAN_ALL_CALLS; failAt++) {
            FakeDocker docker = swapped(when + failAt);

            Ended ended = docker.run(shell, SCRIPTS.confirm(), failAt, when);
            if (ended.status() != 0) {
                docker.run(shell, SCRIPTS.undo());
            }

            assertThat(docker.containers())
                    .as("call %d failed %s its work: %s", failAt, when, docker.calls())
                    .doesNotContainKey("pm-backend-candidate");
            assertThat(docker.containers().get("pm-backend")).endsWith(" running");
            assertThat(docker.containers().values().stream().filter(state -> state.endsWith("running")))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"DASH,before", "DASH,after", "BUSYBOX,before", "BUSYBOX,after"})
    void undoesWhicheverCommandFails(Shell shell, String when) throws Exception {
        for (int failAt = 1; failAt < MORE_THAN_ALL_CALLS; failAt++) {
            FakeDocker docker = swapped(when + failAt);

            Ended ended = docker.run(shell, SCRIPTS.undo(), failAt, when);

            assertThat(ended.status()).as(ended.output()).isZero();
            assertThat(docker.containers())
                    .isEqualTo(Map.of("pm-backend", "old running", "pm-backend-previous", "older exited"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void undoesARunThatWasCutOffBetweenTheTwoRenames(Shell shell) throws Exception {
        FakeDocker docker =
                fresh("a").with("pm-backend-candidate", "new", "running").with("pm-backend-previous", "old", "exited");

        assertThat(docker.run(shell, SCRIPTS.undo()).status()).isZero();
        assertThat(docker.containers()).isEqualTo(Map.of("pm-backend", "old running"));
    }

    @ParameterizedTest
    @EnumSource
    void doesNothingWhenTheScriptArrivesOnlyInPart(Shell shell) throws Exception {
        String whole = REPLACE.reveal();
        for (int length = 0; length < whole.lastIndexOf("main <"); length += 97) {
            FakeDocker docker = fresh("part" + length).with("pm-backend", "old", "running");

            docker.run(shell, Sensitive.of(whole.substring(0, length)));

            assertThat(docker.calls()).as("first %d characters", length).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void bringsTheOldContainerBackWhenItIsToldToStop(Shell shell) throws Exception {
        FakeDocker docker = fresh("a").with("pm-backend", "old", "running");
        Sensitive killsItself = Sensitive.of(REPLACE.reveal()
                .replace("attempt run_candidate || exit", "attempt run_candidate || exit; kill -TERM $$"));

        assertThat(docker.run(shell, killsItself).status()).isEqualTo(143);
        assertThat(docker.containers()).isEqualTo(Map.of("pm-backend", "old running"));
    }

    @ParameterizedTest
    @EnumSource
    void handsExportedValuesToDockerInItsEnvironmentOnly(Shell shell) throws Exception {
        FakeDocker docker = fresh("a");
        Files.writeString(directory.resolve("a/env.exports"), "export KEY='line one\n$line `two`'\n");
        Files.writeString(directory.resolve("a/show"), "#!/bin/sh\nprintf '%s' \"$KEY\" > shown; exit 1\n");
        assertThat(directory.resolve("a/show").toFile().setExecutable(true)).isTrue();

        docker.run(shell, SCRIPTS.replace(List.of("./show"), Optional.of("env.exports"), 10));

        assertThat(directory.resolve("a/shown")).hasContent("line one\n$line `two`");
        assertThat(String.join("\n", docker.calls())).doesNotContain("two");
    }

    private FakeDocker swapped(String name) throws IOException {
        return fresh(name)
                .with("pm-backend", "old", "exited")
                .with("pm-backend-candidate", "new", "running")
                .with("pm-backend-previous", "older", "exited");
    }

    private FakeDocker fresh(String name) throws IOException {
        return new FakeDocker(directory.resolve(name));
    }
}
