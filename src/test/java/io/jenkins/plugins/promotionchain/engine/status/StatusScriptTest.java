package io.jenkins.plugins.promotionchain.engine.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.command.LocalProcessRunner;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerLabels;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.status.StatusFacts.UnreadFile;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code status.sh} in a real shell, with a docker that answers from files. */
class StatusScriptTest {

    private static final String INSPECTED =
            """
            {"Id":"id","Name":"/shop-backend","Image":"sha256:local","RestartCount":1,"State":{"Status":"running",
            "Running":true,"ExitCode":0,"OOMKilled":false,"StartedAt":"2026-01-01T10:00:00.5Z","FinishedAt":"0001-01-01T00:00:00Z"},
            "Config":{"Image":"registry.example.com/shop@%s","Labels":{"%s":"shop"}},"HostConfig":{"PortBindings":{}}}
            """
                    .formatted(Standing.DIGEST, ContainerLabels.APPLICATION)
                    .replace("\n", "");

    private static final String DOCKER =
            """
            cd "$ANSWERS"
            case "$*" in
                *'image inspect'*RepoDigests*) echo '["registry.example.com/shop@%s"]' ;;
                *'image inspect'*Env*) cat image-environment ;;
                *'inspect'*'"Id"'*) cat inspected ;;
                *'inspect'*Env*) cat environment ;;
                *'inspect'*Mounts*) echo "$ANSWERS/mounted" ;;
                *'inspect'*publish*) echo 10.0.0.5:8000:8000 ;;
                *'inspect'*) echo sha256:local ;;
                *'ps --filter publish=8000'*) printf 'shop-backend\\nintruder\\n' ;;
                *'ps'*label=*) cat by-labels ;;
                *'ps --all'*) cat names ;;
            esac
            """
                    .formatted(Standing.DIGEST);

    @TempDir
    Path home;

    @BeforeEach
    void startWithWhatIsInOrder() throws Exception {
        Path docker =
                Files.writeString(Files.createDirectory(home.resolve("bin")).resolve("docker"), DOCKER);
        assertThat(docker.toFile().setExecutable(true)).isTrue();
        put("names", "other\nshop-backend\n");
        put("by-labels", "shop-backend\n");
        put("inspected", INSPECTED);
        put("environment", "KEY=one two\nPATH=/bin\nHTTP_PROXY=http://proxy\n\n");
        put("image-environment", "PATH=/bin\n");
        put("mounted", "text");
        put("env", "# ours\nKEY=one two\n");
    }

    @Test
    void tellsAllFacts() throws Exception {
        StatusFacts facts = ask();

        StatusFacts.Found found = facts.container().orElseThrow();
        assertThat(found.registryDigests()).containsExactly(Standing.DIGEST);
        assertThat(found.inspection().name()).isEqualTo("shop-backend");
        assertThat(found.inspection().restartCount()).isEqualTo(1);
        assertThat(facts.alsoOnPort()).containsExactly("intruder");
        assertThat(facts.candidate()).isEmpty();
        assertThat(facts.lockedBy()).isEmpty();
        assertThat(facts.otherEnvironment()).isEmpty();
        assertThat(facts.mounted())
                .containsExactly(new StatusFacts.ConfigurationFile(
                        home.resolve("mounted").toString(),
                        Files.getLastModifiedTime(home.resolve("mounted"))
                                .toInstant()
                                .truncatedTo(ChronoUnit.SECONDS)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KEY=one  two", "KEY=one two\nMORE=1", "# KEY=one two"})
    void seesAFileWithOtherValuesAndTellsNoneOfThem(String text) throws Exception {
        put("env", text + "\n");

        assertThat(ask().otherEnvironment())
                .hasValueSatisfying(file -> assertThat(file.path()).isEqualTo("env"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"  KEY=one two\r", "KEY=one two\n\nNAME_ALONE", "KEY=one two\nPATH=/bin"})
    void takesAFileAsDockerReadsIt(String text) throws Exception {
        put("env", text + "\n");

        assertThat(ask().otherEnvironment()).isEmpty();
    }

    @Test
    void seesThatTheFileIsGoneWhereTheContainerHasValuesOfItsOwn() throws Exception {
        Files.delete(home.resolve("env"));
        assertThat(ask().unread()).contains(new UnreadFile("env", UnreadFile.Reason.ABSENT));

        put("environment", "PATH=/bin\nHTTP_PROXY=http://proxy\n");
        assertThat(ask().unread()).isEmpty();
    }

    @Test
    void seesThatTheFileCannotBeRead() throws Exception {
        Files.delete(home.resolve("env"));
        Files.createDirectory(home.resolve("env"));

        assertThat(ask().unread()).contains(new UnreadFile("env", UnreadFile.Reason.CLOSED));
    }

    @Test
    void leavesValuesOfASecondFileAlone() throws Exception {
        put("env.exports", "export LONG='a\nb'\n");
        put("environment", "KEY=one two\nPATH=/bin\nLONG=a\nb=\n");

        assertThat(ask().otherEnvironment()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"web, web", "shop-backend-0123456789ab, ''", "shop-backend-candidate, ''"})
    void looksForAContainerOfAnotherNameByItsLabels(String labelled, String found) throws Exception {
        put("names", labelled + "\n");
        put("by-labels", labelled + "\n");

        assertThat(ask().container().isPresent()).isEqualTo(!found.isEmpty());
    }

    @Test
    void tellsTheSameWithTheProgramsOfBusybox() throws Exception {
        StatusFacts here = ask();
        for (String name : List.of("awk", "grep", "stat", "date", "head", "cat", "flock", "id", "ls")) {
            program(name, "exec /bin/busybox " + name + " \"$@\"\n");
        }

        assertThat(ask()).usingRecursiveComparison().ignoringFields("now").isEqualTo(here);

        put("env", "KEY=other\n");
        assertThat(ask().otherEnvironment()).isPresent();
    }

    @Test
    void tellsWhoHoldsTheLock() throws Exception {
        String lock = "shop-status-test-" + ProcessHandle.current().pid();
        String place = Files.isWritable(Path.of("/run/lock")) ? "/run/lock" : "/tmp";
        Path file = Path.of(place, "promotion-chain." + lock + ".dev.backend.lock");
        Path holder = Path.of(file + ".held.0");
        Files.createFile(file);
        Files.writeString(holder, "build 7\n");
        try {
            assertThat(ask(ApplicationName.of(lock)).lockedBy()).isEmpty();
            Process flock = new ProcessBuilder("flock", file.toString(), "sh", "-c", "echo held; read end").start();
            try {
                assertThat(flock.getInputStream().read()).isEqualTo('h');
                assertThat(ask(ApplicationName.of(lock)).lockedBy()).contains("build 7");
            } finally {
                flock.getOutputStream().close();
                flock.waitFor();
            }
        } finally {
            Files.delete(holder);
            Files.delete(file);
        }
    }

    @Test
    void knowsThePortFromAKeptOneWhereTheContainerIsGone() throws Exception {
        put("names", "other\nshop-backend-0123456789ab\n");
        put("by-labels", "");

        assertThat(ask().container()).isEmpty();
        assertThat(ask().alsoOnPort()).containsExactly("intruder");
    }

    @Test
    void takesNoLockThatADeploymentMightMeet() throws Exception {
        program("flock", "echo met >>\"$ANSWERS/flock\"\n");
        tellsWhoHoldsTheLock();

        assertThat(home.resolve("flock")).doesNotExist();
    }

    @Test
    void tellsACandidateThatWasLeft() throws Exception {
        put("names", "shop-backend\nshop-backend-candidate\n");

        assertThat(ask().candidate()).contains("shop-backend-candidate");
    }

    @Test
    void saysWhatDockerSaysWhereItCannotBeAsked() throws Exception {
        program("docker", "echo permission denied >&2\nexit 1\n");

        assertThatThrownBy(this::ask)
                .isInstanceOf(CommandFailed.class)
                .hasMessageContainingAll("Docker on this machine", "backend of shop in dev", "permission denied");
    }

    @Test
    void refusesHalfAnAnswer() {
        assertThatThrownBy(() -> StatusAnswer.parse(StatusScript.TOKEN + " now 1\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the end of the answer is missing");
    }

    private StatusFacts ask() throws Exception {
        return ask(Standing.TARGET.application());
    }

    private StatusFacts ask(ApplicationName application) throws Exception {
        DeploymentTarget target =
                new DeploymentTarget(application, Standing.TARGET.environment(), Standing.TARGET.component());
        Map<String, String> environment =
                Map.of("PATH", home.resolve("bin") + ":/usr/bin:/bin", "ANSWERS", home.toString());
        return new StatusScript(new StatusRequest(target, Standing.REQUEST.container(), "env"))
                .run(new LocalProcessRunner(home, environment));
    }

    private void program(String name, String text) throws Exception {
        Path file = Files.writeString(home.resolve("bin").resolve(name), "#!/bin/sh\n" + text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void put(String name, String text) throws Exception {
        Files.writeString(home.resolve(name), text);
    }
}
