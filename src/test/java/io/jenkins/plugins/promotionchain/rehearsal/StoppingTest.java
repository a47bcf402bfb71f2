package io.jenkins.plugins.promotionchain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StoppingTest extends RehearsedPipeline {

    /** When the console of the build shows this line, a user presses the abort button. */
    private void abortAt(String line) {
        Thread build = Thread.currentThread();
        onLine = each -> {
            if (each.equals(line)) {
                build.interrupt();
            }
        };
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        assertThat(Thread.interrupted()).as("an interrupt that nobody took").isFalse();
        assertNoThreadIsLeft();
    }

    @Test
    void stopsTheOthersWhenOneFailsAndThatIsWanted() throws Exception {
        Outcome outcome = runStages(
                """
                stage('Both') {
                  failFast true
                  parallel {
                    stage('L') { steps { sleep 30; echo 'too late' }; post { aborted { sh 'echo cleaning; sleep 0.3; echo clean' } } }
                    stage('R') { steps { error 'right broke' } }
                  }
                  post { failure { echo 'after both' } }
                }
                """);

        assertThat(outcome).isEqualTo(Outcome.FAILURE);
        assertThat(output())
                .contains("[R] ERROR: Jenkinsfile:8: right broke", "[L] Aborted")
                .containsSubsequence("[L] cleaning", "[L] clean", "after both")
                .doesNotContain("[L] too late");
    }

    @Test
    void leavesTheOthersAloneWhenThatIsNotWanted() throws Exception {
        runStages(
                """
                stage('Both') {
                  parallel {
                    stage('L') { steps { sh 'sleep 0.5'; echo 'in time' } }
                    stage('R') { steps { error 'right broke' } }
                  }
                }
                """);

        assertThat(output()).contains("[L] in time");
    }

    @Test
    void abortsAStageThatTakesTooLong() throws Exception {
        Outcome outcome = runStages(
                """
                stage('One') {
                  options { timeout(time: 200, unit: 'MILLISECONDS') }
                  steps { sh 'sleep 30' }
                  post { aborted { sh 'echo after' } }
                }
                stage('Two') { steps { echo 'never' } }
                """);

        assertThat(outcome).isEqualTo(Outcome.ABORTED);
        assertThat(output())
                .containsSubsequence("Cancelling nested steps due to timeout", "after")
                .doesNotContain("never");
    }

    @Test
    void abortsAPipelineThatTakesTooLongWithAllItsParallelStages() throws Exception {
        Instant began = Instant.now();
        Outcome outcome = run(
                """
                pipeline {
                  agent any
                  options { timeout(time: 500, unit: 'MILLISECONDS') }
                  stages {
                    stage('Both') {
                      parallel {
                        stage('L') { steps { probe 'hang' } }
                        stage('R') { steps { sh 'sleep 30' } }
                      }
                    }
                  }
                  post { aborted { sh 'echo after' } }
                }
                """);

        assertThat(outcome).isEqualTo(Outcome.ABORTED);
        assertThat(output()).contains("[L] probe: stopped", "[R] Aborted").endsWith("after");
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void anAbortStopsTheRunningStepAndRunsThePostActions() throws Exception {
        abortAt("probe: hanging");

        Outcome outcome = run(
                """
                pipeline {
                  agent any
                  stages {
                    stage('One') { steps { probe 'hang' } }
                    stage('Two') { steps { echo 'never' } }
                  }
                  post { aborted { sh 'sleep 0.1; echo cleaned up' } }
                }
                """);

        assertThat(outcome).isEqualTo(Outcome.ABORTED);
        assertThat(output())
                .contains("Aborted", "Stage \"Two\" skipped due to earlier failure(s)", "cleaned up")
                .doesNotContain("never");
        assertThat(log()).contains("Finished: ABORTED");
    }

    @Test
    void anAbortStopsParallelStagesBeforeThePostActionsRun() throws Exception {
        abortAt("[R] probe: hanging");

        Outcome outcome = run(
                """
                pipeline {
                  agent any
                  stages {
                    stage('Both') {
                      parallel {
                        stage('L') { steps { sh 'trap "sleep 0.3; echo cleaned; touch stopped; exit 1" TERM; while :; do sleep 0.1 || :; done' } }
                        stage('R') { steps { sh 'sleep 0.3'; probe 'hang' } }
                      }
                    }
                  }
                  post { aborted { echo "stopped before: ${fileExists('stopped')}" } }
                }
                """);

        assertThat(outcome).isEqualTo(Outcome.ABORTED);
        assertThat(output())
                .contains("[R] Aborted", "[L] cleaned", "[L] Aborted")
                .endsWith("stopped before: true");
    }

    @Test
    void anAbortIsNotTriedAgain() throws Exception {
        abortAt("running");

        assertThat(runSteps("retry(3) { sh 'echo running; sleep 30' }")).isEqualTo(Outcome.ABORTED);
        assertThat(output()).doesNotContain("Retrying");
    }

    @Test
    void anAbortSaysWhatTheStepLeftBehind() throws Exception {
        abortAt("probe: hanging");

        assertThat(runSteps("probe 'hang badly'")).isEqualTo(Outcome.ABORTED);
        assertThat(output()).endsWith("ERROR: the probe left a mess behind", "Aborted");
    }

    @Test
    void anAbortThatNoStepNoticesStillAborts() throws Exception {
        Thread build = Thread.currentThread();
        question = (message, ok) -> {
            build.interrupt();
            return true;
        };

        assertThat(
                        run(
                                """
                        pipeline {
                          agent any
                          stages {
                            stage('One') { steps { input 'Now?' } }
                            stage('Two') { steps { echo 'never' } }
                          }
                          post { aborted { sh 'echo cleaned up' } }
                        }
                        """))
                .isEqualTo(Outcome.ABORTED);
        assertThat(output()).contains("cleaned up").doesNotContain("never");
    }

    @Test
    void anAnswerOfNoAborts() throws Exception {
        question = (message, ok) -> false;

        assertThat(runStages("stage('One') { input { message 'Deploy?' }; steps { echo 'never' } }"))
                .isEqualTo(Outcome.ABORTED);
        assertThat(output()).containsExactly("Rejected: Deploy?");
    }

    @Test
    void anAbortOfALoopThatCallsNoStepStillRunsThePostActions() throws Exception {
        abortAt("looping");

        Outcome outcome = runStages(
                """
                stage('One') {
                  steps { script { echo 'looping'; while (true) { } } }
                  post { aborted { sh 'echo cleaned up' } }
                }
                """);

        assertThat(outcome).isEqualTo(Outcome.ABORTED);
        assertThat(output()).endsWith("cleaned up");
    }
}
