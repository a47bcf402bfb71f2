package io.jenkins.plugins.promotionchain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StagesTest extends RehearsedPipeline {

    @Test
    void areAnnouncedAsJenkinsDoes() throws Exception {
        assertThat(runStages("stage('One') { steps { echo 'hello s3cret'; dir('x') { echo 'inside' } } }"))
                .isEqualTo(Outcome.SUCCESS);

        assertThat(log().replaceAll("[0-9.]+ s", "T").replace(directory.toString(), "/workspace"))
                .isEqualTo(
                        """
                        Started for branch feature/one, build #1
                        [Pipeline] stage
                        [Pipeline] { (One)
                        [Pipeline] echo
                        hello ****
                        [Pipeline] dir
                        Running in /workspace/x
                        [Pipeline] {
                        [Pipeline] echo
                        inside
                        [Pipeline] }
                        [Pipeline] // dir
                        [Pipeline] } (One: T)
                        [Pipeline] // stage
                        Finished: SUCCESS (T)
                        """);
    }

    @Test
    void saysWhatMeansNothingHere() throws Exception {
        run(
                """
                pipeline {
                  agent { label 'linux' }
                  options { timestamps() }
                  stages { stage('A') { steps { echo 'x' } } }
                }
                """);

        assertThat(output())
                .containsExactly(
                        "NOTE: agent label 'linux' means this machine in a rehearsal",
                        "NOTE: option timestamps means nothing in a rehearsal",
                        "x");
    }

    @Test
    void runOneAfterTheOtherUntilOneFails() throws Exception {
        Outcome outcome = runStages(
                """
                stage('A') { stages { stage('A1') { steps { echo 'a1' } }; stage('A2') { steps { error 'broken' } } } }
                stage('B') { parallel { stage('B1') { steps { echo 'b1' } } } }
                stage('C') { steps { echo 'c' } }
                """);

        assertThat(outcome).isEqualTo(Outcome.FAILURE);
        assertThat(output())
                .containsExactly(
                        "a1",
                        "ERROR: Jenkinsfile:4: broken",
                        "Stage \"B\" skipped due to earlier failure(s)",
                        "Stage \"B1\" skipped due to earlier failure(s)",
                        "Stage \"C\" skipped due to earlier failure(s)");
        assertThat(log()).containsSubsequence("[Pipeline] { (C)", "Stage \"C\" skipped", "[Pipeline] } (C:");
    }

    @Test
    void goOnAfterAnUnstableOne() throws Exception {
        assertThat(runStages("stage('A') { steps { unstable 'so so' } }\nstage('B') { steps { echo 'b' } }"))
                .isEqualTo(Outcome.UNSTABLE);

        assertThat(output()).containsExactly("WARNING: so so", "b");
    }

    @Test
    void runSideBySideWithTheirNamesBeforeTheirLines() throws Exception {
        Outcome outcome = runStages(
                """
                stage('Both') {
                  parallel {
                    stage('L') { steps { echo 'left'; sh 'echo shell' } }
                    stage('R') { stages { stage('R1') { steps { error 'right broke' } } } }
                  }
                }
                stage('After') { steps { echo 'never' } }
                """);

        assertThat(outcome).isEqualTo(Outcome.FAILURE);
        assertThat(output())
                .contains("[L] left", "[L] shell", "[R] ERROR: Jenkinsfile:7: right broke", "Failed in branch R")
                .doesNotContain("never");
    }

    @Test
    void areSkippedWhereTheirConditionDoesNotHold() throws Exception {
        runStages(
                """
                stage('A') { when { branch 'feature/*' }; steps { echo 'ran A' } }
                stage('B') { when { branch 'feature' }; steps { echo 'ran B' } }
                stage('C') { when { branch pattern: 'f.*', comparator: 'REGEXP' }; steps { echo 'ran C' } }
                stage('D') { when { expression { return env.BRANCH_NAME == 'main' } }; steps { echo 'ran D' } }
                stage('E') { when { not { branch 'main' } }; steps { echo 'ran E' } }
                stage('F') { when { anyOf { branch 'main'; expression { 1 } } }; steps { echo 'ran F' } }
                stage('G') { when { allOf { branch 'main'; expression { 1 } } }; steps { echo 'ran G' } }
                stage('H') { when { branch 'feature/*'; expression { false } }; stages { stage('H1') { steps { echo 'ran H' } } } }
                stage('I') { when { environment name: 'BRANCH_NAME', value: 'feature/one' }; steps { echo 'ran I' } }
                stage('J') { when { environment name: 'NO_SUCH', value: '' }; steps { echo 'ran J' } }
                stage('K') { when { environment name: 'NO_SUCH', value: 'x' }; steps { echo 'ran K' } }
                """);

        assertThat(output())
                .containsExactly(
                        "ran A",
                        "Stage \"B\" skipped due to when conditional",
                        "ran C",
                        "Stage \"D\" skipped due to when conditional",
                        "ran E",
                        "ran F",
                        "Stage \"G\" skipped due to when conditional",
                        "Stage \"H\" skipped due to when conditional",
                        "Stage \"H1\" skipped due to when conditional",
                        "ran I",
                        "ran J",
                        "Stage \"K\" skipped due to when conditional");
    }

    @Test
    void decideBeforeTheirOwnEnvironmentIsThere() throws Exception {
        runStages(
                "stage('A') { environment { X = 'y' }; when { environment name: 'X', value: 'y' }; steps { echo 'ran' } }");

        assertThat(output()).containsExactly("Stage \"A\" skipped due to when conditional");
    }

    @Test
    void askBeforeTheyDecideUnlessToldOtherwise() throws Exception {
        List<String> asked = new ArrayList<>();
        question = (message, ok) -> asked.add(message + " " + ok);
        runStages(
                """
                stage('A') { when { branch 'main' }; input { message 'A?' }; steps { echo 'ran A' } }
                stage('B') { when { beforeInput true; branch 'main' }; input { message 'B?' }; steps { echo 'ran B' } }
                stage('C') { when { beforeInput true; branch 'feature/*' }; input { message 'C?'; ok 'Go' }; steps { echo 'ran C' } }
                """);

        assertThat(asked).containsExactly("A? Proceed", "C? Go");
        assertThat(output()).contains("ran C").doesNotContain("ran A", "ran B");
    }

    @Test
    void failWhenTheirConditionCannotBeDecided() throws Exception {
        assertThat(runStages("stage('A') { when { expression { noSuchThing > 3 } }; steps { echo 'ran' } }"))
                .isEqualTo(Outcome.FAILURE);

        assertThat(output())
                .containsExactly("ERROR: Jenkinsfile:4: No such property: noSuchThing for class: Jenkinsfile");
    }
}
