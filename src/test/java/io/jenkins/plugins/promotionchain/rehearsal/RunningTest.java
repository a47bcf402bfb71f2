package io.jenkins.plugins.promotionchain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import io.jenkins.plugins.promotionchain.rehearsal.run.StepFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RunningTest extends RehearsedPipeline {

    @Test
    void printsStagesAndStepsAsJenkinsDoes() throws Exception {
        assertThat(run("stage('One') { steps { echo 'hello s3cret' } }")).isEqualTo(Outcome.SUCCESS);

        assertThat(log().replaceAll("[0-9.]+ s", "T"))
                .isEqualTo(
                        """
                        Started for branch feature/one, build #1
                        [Pipeline] stage
                        [Pipeline] { (One)
                        [Pipeline] echo
                        hello ****
                        [Pipeline] } (One: T)
                        [Pipeline] // stage
                        Finished: SUCCESS (T)
                        """);
    }

    @Test
    void skipsWhatComesAfterAFailureAndRunsThePostActionsThatApply() throws Exception {
        Outcome outcome = runAll(
                """
                pipeline {
                  agent any
                  stages {
                    stage('One') { steps { error 'broken' }; post { failure { echo 'stage failed' }; success { echo 'no' } } }
                    stage('Two') { steps { echo 'never' } }
                  }
                  post {
                    cleanup { echo 'last' }
                    always { echo 'first' }
                    failure { echo 'second' }
                    success { echo 'no' }
                  }
                }
                """);

        assertThat(outcome).isEqualTo(Outcome.FAILURE);
        assertThat(log())
                .contains("ERROR: broken", "stage failed", "Stage \"Two\" skipped due to earlier failure(s)")
                .containsSubsequence("first", "second", "last", "Finished: FAILURE")
                .doesNotContain("\nno\n", "never");
    }

    @Test
    void decidesWhenByBranchEnvironmentAndExpression() throws Exception {
        run(
                """
                stage('A') { when { branch 'feature/*' }; steps { echo 'ran A' } }
                stage('B') { when { branch 'feature' }; steps { echo 'ran B' } }
                stage('C') { environment { X = 'y' }; when { environment name: 'X', value: 'y' }; steps { echo 'ran C' } }
                stage('D') { when { expression { return env.BRANCH_NAME == 'main' } }; steps { echo 'ran D' } }
                stage('E') { when { not { branch 'main' } }; steps { echo 'ran E' } }
                stage('F') { when { anyOf { branch 'main'; expression { 1 } } }; steps { echo 'ran F' } }
                stage('G') { when { allOf { branch 'main'; expression { 1 } } }; steps { echo 'ran G' } }
                """);

        assertThat(log())
                .contains("ran A", "ran C", "ran E", "ran F")
                .doesNotContain("ran B", "ran D", "ran G")
                .contains("Stage \"B\" skipped due to when conditional");
    }

    @Test
    void givesCodeItsVariablesParametersAndResults() throws Exception {
        parameters.put("TO", "uat");
        Outcome outcome = runAll(
                """
                pipeline {
                  agent any
                  parameters {
                    string(name: 'TO', defaultValue: 'dev')
                    booleanParam(name: 'DRY', defaultValue: true)
                  }
                  environment { A = 'one'; B = "${A}-two" }
                  stages {
                    stage('S') {
                      steps {
                        script {
                          def text = sh(script: 'printf %s "$B"', returnStdout: true)
                          echo "got ${text} for ${params.TO} ${params.DRY} on ${BRANCH_NAME}"
                          if (sh(script: 'exit 3', returnStatus: true) == 3) { echo 'status is three' }
                          try { error 'caught me' } catch (e) { echo "caught: ${e.message}" }
                          env.LATER = 'set'
                        }
                        writeFile file: 'a/b.txt', text: 'content'
                        dir('a') { echo readFile('b.txt') }
                        withEnv(['W=inner']) { sh 'echo $W' }
                      }
                    }
                    stage('T') { steps { echo "later is ${env.LATER}, W is ${env.W}" } }
                  }
                }
                """);

        assertThat(outcome).as(log()).isEqualTo(Outcome.SUCCESS);
        assertThat(log())
                .contains(
                        "got one-two for uat true on feature/one",
                        "status is three",
                        "caught: caught me",
                        "content",
                        "inner",
                        "later is set, W is null");
    }

    @Test
    void namesTheLineOfAMistakeInCode() throws Exception {
        assertThat(run("stage('One') {\n steps {\n echo missing.name\n }\n}")).isEqualTo(Outcome.FAILURE);

        assertThat(log()).contains("ERROR: Jenkinsfile:6: No such property: missing");
    }

    @Test
    void namesTheStepsItKnowsForOneThatItDoesNot() throws Exception {
        assertThat(run("stage('One') { steps { junit 'x' } }")).isEqualTo(Outcome.FAILURE);

        assertThat(log())
                .contains("The rehearsal knows no step 'junit'")
                .contains("deployBackend")
                .contains("echo");
    }

    @Test
    void namesTheParametersOfAStepForOneThatItDoesNotHave() throws Exception {
        assertThat(run("stage('One') { steps { sshMigrate modus: 'x' } }")).isEqualTo(Outcome.FAILURE);
        assertThat(log()).contains("sshMigrate has no parameter modus; it has ").contains("workDirectory");

        assertThat(run("stage('One') { steps { buildOnce context: '.' } }")).isEqualTo(Outcome.FAILURE);
        assertThat(log()).contains("buildOnce needs component: …");
    }

    @Test
    void runsStagesSideBySideWithTheirNamesBeforeTheirLines() throws Exception {
        Outcome outcome = run(
                """
                stage('Both') {
                  parallel {
                    stage('L') { steps { echo 'left' } }
                    stage('R') { steps { error 'right broke' } }
                  }
                }
                """);

        assertThat(outcome).isEqualTo(Outcome.FAILURE);
        assertThat(log()).contains("[L] left", "[R] ERROR: right broke");
    }

    @Test
    void knowsWhetherTheBuildBeforeWasBetter() throws Exception {
        String pipeline =
                """
                pipeline {
                  agent any
                  stages { stage('One') { steps { RESULT } } }
                  post { fixed { echo 'is fixed' }; regression { echo 'is worse' }; changed { echo 'is other' } }
                }
                """;
        runAll(pipeline.replace("RESULT", "echo 'ok'"));
        assertThat(log()).contains("is other").doesNotContain("is fixed", "is worse");
        runAll(pipeline.replace("RESULT", "error 'no'"));
        assertThat(log()).contains("is worse", "is other").doesNotContain("is fixed");
        runAll(pipeline.replace("RESULT", "unstable 'so so'"));
        runAll(pipeline.replace("RESULT", "echo 'ok'"));
        assertThat(log()).contains("is fixed", "WARNING: so so", "Finished: UNSTABLE");
    }

    @Test
    void retriesWhatFails() throws Exception {
        assertThat(run("stage('One') { steps { retry(3) { sh 'echo x >> tries; test $(wc -l < tries) = 3' } } }"))
                .isEqualTo(Outcome.SUCCESS);
        assertThat(run("stage('One') { steps { retry(2) { error 'always' } } }"))
                .isEqualTo(Outcome.FAILURE);
    }

    @Test
    void refusesAParameterThatThePipelineDoesNotHave() {
        parameters.put("NOPE", "x");

        assertThatThrownBy(() -> run("stage('One') { steps { echo '' } }"))
                .isInstanceOf(StepFailed.class)
                .hasMessage("The pipeline has no parameter NOPE");
    }
}
