package io.jenkins.plugins.promotionchain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(90)
class RunCommandTest {

    @TempDir
    Path directory;

    private Process running;

    @AfterEach
    void leaveNoProcess() {
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
        }
    }

    @Test
    void runsTheJenkinsfileOfTheBranchThatItChecksOut() throws Exception {
        Rehearse rehearse = Rehearse.in(
                directory,
                """
                pipeline {
                  agent any
                  parameters { string(name: 'TO'); booleanParam(name: 'DRY') }
                  environment { TOKEN = credentials('TOKEN') }
                  stages {
                    stage('One') {
                      input { message 'Go on?'; ok 'Go' }
                      steps {
                        sh 'echo "$BRANCH_NAME $BUILD_NUMBER $JOB_NAME $BUILD_URL $TO $DRY $TOKEN $DOCKER_HOST"'
                        sh 'test "$GIT_COMMIT" = "$(git rev-parse HEAD)" && test "$WORKSPACE" = "$PWD"'
                      }
                    }
                  }
                }
                """);
        rehearse.git("checkout", "-q", "--orphan", "other");
        rehearse.git("rm", "-rfq", ".");

        int status = rehearse.run("--checkout", "--yes", "--param", "TO=uat", "--param", "DRY=true");

        assertThat(status).as(rehearse.log()).isZero();
        assertThat(rehearse.log())
                .contains("Go on? -> Go (--yes)")
                .contains("\nmain 1 sample/main rehearsal:/sample/main/1/ uat true **** unix:///run/none.sock\n")
                .contains("Finished: SUCCESS")
                .doesNotContain("tok-12345");
        assertThat(directory.resolve("state/history.jsonl")).content().contains("\"outcome\":\"SUCCESS\"");
    }

    @Test
    void failsBeforeAnythingRunsWhenTheJenkinsfileIsRefused() throws Exception {
        Rehearse rehearse = Rehearse.in(
                directory, Jenkinsfiles.withDirectives("stages { stage('A') { steps { echo 'never'; stash 'x' } } }"));

        assertThat(rehearse.run()).isEqualTo(1);
        assertThat(rehearse.log().lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith(
                        "rehearse: Jenkinsfile:3: the rehearsal knows no step 'stash'; it knows approvePromotion, buildOnce, ");
        assertThat(directory.resolve("state")).doesNotExist();
    }

    @Test
    void masksEverySecretOfTheSandbox() throws Exception {
        Rehearse rehearse = Rehearse.in(
                directory,
                Jenkinsfiles.withDirectives(
                        "stages { stage('A') { steps { echo 'tok-12345 p4ssw0rd alice'; error 'no p4ssw0rd' } } }"));

        assertThat(rehearse.run()).isEqualTo(1);
        assertThat(rehearse.log())
                .contains("**** **** alice", "ERROR: Jenkinsfile:3: no ****", "Finished: FAILURE")
                .doesNotContain("tok-12345", "p4ssw0rd");
    }

    @Test
    void failsWhereNobodyCanAnswer() throws Exception {
        Rehearse rehearse = Rehearse.in(
                directory,
                Jenkinsfiles.withDirectives("stages { stage('A') { input { message 'Go?' }; steps { echo 'x' } } }"));

        assertThat(rehearse.run()).isEqualTo(1);
        assertThat(rehearse.log()).contains("ERROR: 'Go?' asks for an answer and there is no terminal; run with --yes");
    }

    @Test
    void saysInOneSentenceThatAParameterIsNotThere() throws Exception {
        Rehearse rehearse =
                Rehearse.in(directory, Jenkinsfiles.withDirectives("stages { stage('A') { steps { echo 'x' } } }"));

        assertThat(rehearse.run("--param", "NOPE=x")).isEqualTo(1);
        assertThat(rehearse.log()).isEqualTo("rehearse: The pipeline has no parameter NOPE; it has none\n");
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void aSignalAbortsTheBuildAndLetsItCleanUp(String signal, int status) throws Exception {
        Rehearse rehearse = Rehearse.in(
                directory,
                """
                pipeline {
                  agent any
                  stages { stage('A') { steps { sh 'echo $$ > pid; mv pid running; sleep 60' } } }
                  post { aborted { sh 'sleep 0.2; echo cleaned up' } }
                }
                """);
        running = rehearse.start();
        Path pid = directory.resolve("work/running");
        while (!Files.exists(pid) && running.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(pid).as(rehearse.log()).exists();

        new ProcessBuilder("kill", "-s", signal, Long.toString(running.pid()))
                .start()
                .waitFor();

        assertThat(running.waitFor(30, TimeUnit.SECONDS)).as(rehearse.log()).isTrue();
        assertThat(running.exitValue()).isEqualTo(status);
        assertThat(rehearse.log()).containsSubsequence("Aborted", "\ncleaned up\n", "Finished: ABORTED");
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())))
                .matches(shell -> shell.isEmpty() || !shell.get().isAlive());
        assertThat(directory.resolve("state/history.jsonl")).content().contains("ABORTED");
    }
}
