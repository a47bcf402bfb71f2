package io.jenkins.plugins.promotionchain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StoppingTest extends RehearsedPipeline {

    @Test
    void stopsTheOthersWhenOneFailsAndThatIsWanted() throws Exception {
        Outcome outcome = run(
                """
                stage('Both') {
                  failFast true
                  parallel {
                    stage('L') { steps { sleep 20; echo 'too late' } }
                    stage('R') { steps { error 'right broke' } }
                  }
                }
                """);

        assertThat(outcome).isEqualTo(Outcome.FAILURE);
        assertThat(log()).doesNotContain("too late");
    }

    @Test
    void abortsAStageThatTakesTooLong() throws Exception {
        Outcome outcome =
                run("stage('One') { options { timeout(time: 1, unit: 'SECONDS') }; steps { sh 'sleep 20' } }");

        assertThat(outcome).isEqualTo(Outcome.ABORTED);
    }

    @Test
    void anAbortStopsTheRunningStepAndRunsThePostActions() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        question = (message, ok) -> {
            asked.countDown();
            return true;
        };
        Thread build = Thread.currentThread();
        Thread user = new Thread(() -> {
            try {
                asked.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            build.interrupt();
        });
        user.start();

        Outcome outcome = runAll(
                """
                pipeline {
                  agent any
                  stages {
                    stage('One') { input { message 'Now?' }; steps { sh 'sleep 20' } }
                    stage('Two') { steps { echo 'never' } }
                  }
                  post { aborted { echo 'cleaned up' } }
                }
                """);

        assertThat(outcome).isEqualTo(Outcome.ABORTED);
        assertThat(log()).contains("cleaned up", "Finished: ABORTED").doesNotContain("never");
    }

    @Test
    void anAnswerOfNoAborts() throws Exception {
        question = (message, ok) -> false;

        assertThat(run("stage('One') { input { message 'Deploy?' }; steps { echo 'never' } }"))
                .isEqualTo(Outcome.ABORTED);
        assertThat(log()).contains("Rejected: Deploy?").doesNotContain("never");
    }
}
