package io.jenkins.plugins.promotionchain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PostActionsTest extends RehearsedPipeline {

    private static final String ALL =
            """
            post {
              cleanup { echo 'cleanup' }
              failure { echo 'failure' }
              unstable { echo 'unstable' }
              unsuccessful { echo 'unsuccessful' }
              success { echo 'success' }
              aborted { echo 'aborted' }
              always { echo 'always' }
            }
            """;

    private Outcome runWithPost(String step, String post) throws Exception {
        return run("pipeline {\n agent any\n stages { stage('A') { steps { " + step + " } } }\n" + post + "}\n");
    }

    @Test
    void runInJenkinsOrder() throws Exception {
        runWithPost("echo 'x'", ALL);

        assertThat(output()).containsExactly("x", "always", "success", "cleanup");
        assertThat(log()).containsSubsequence("{ (Declarative: Post Actions)", "always", "[Pipeline] // stage");
    }

    @Test
    void runAfterAFailure() throws Exception {
        runWithPost("error 'x'", ALL);

        assertThat(output()).containsExactly("ERROR: Jenkinsfile:3: x", "always", "unsuccessful", "failure", "cleanup");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    assert 1 == 2                               | assert 1 == 2
                    throw new IOException('checked')            | checked
                    throw new Error('an error')                 | an error
                    throw new Throwable('neither')              | neither
                    throw new NoClassDefFoundError('x/Y')       | x/Y
                    def f; f = { f() }; f()                     | java.lang.StackOverflowError
                    dir('x') { retry(2) { assert 1 == 2 } }     | assert 1 == 2
                    [1].each { throw new Error('in closure') }  | in closure
                    """)
    void runWhateverCodeThrows(String code, String message) throws Exception {
        Outcome outcome = runWithPost("script { " + code + " }", ALL);

        assertThat(outcome).isEqualTo(Outcome.FAILURE);
        assertThat(output())
                .anyMatch(line -> line.startsWith("ERROR: Jenkinsfile:3: " + message))
                .containsSubsequence("always", "unsuccessful", "failure", "cleanup");
        assertThat(log().lines().toList()).last().asString().startsWith("Finished: FAILURE");
    }

    @Test
    void runOfAParallelStageWhateverItsCodeThrows() throws Exception {
        runStages("stage('P') { parallel { stage('A') { steps { script { def f; f = { f() }; f() } }\n"
                + " post { failure { echo 'of the stage' } } } } }");

        assertThat(output()).contains("[A] of the stage");
    }

    @Test
    void runWhateverAConditionThrows() throws Exception {
        Outcome outcome =
                run(Jenkinsfiles.withDirectives("stages { stage('A') { when { expression { throw new Error('x')"
                        + " } }; steps { echo 'never' } } }; post { failure { echo 'failed' } }"));

        assertThat(outcome).isEqualTo(Outcome.FAILURE);
        assertThat(output()).containsExactly("ERROR: Jenkinsfile:3: x", "failed");
    }

    @Test
    void runAfterAnUnstableBuild() throws Exception {
        runWithPost("unstable 'x'", ALL);

        assertThat(output()).containsExactly("WARNING: x", "always", "unsuccessful", "unstable", "cleanup");
    }

    @Test
    void runOfAStageBeforeThoseOfThePipeline() throws Exception {
        Outcome outcome = run(
                """
                pipeline {
                  agent any
                  stages {
                    stage('A') {
                      environment { X = 'y' }
                      steps { error 'broken' }
                      post { failure { echo "stage failed, X is ${X}" }; success { echo 'no' } }
                    }
                    stage('B') { steps { echo 'never' }; post { always { echo 'not of a skipped one' } } }
                  }
                  post { failure { echo "pipeline failed, X is ${env.X}" } }
                }
                """);

        assertThat(outcome).isEqualTo(Outcome.FAILURE);
        assertThat(output())
                .containsExactly(
                        "ERROR: Jenkinsfile:6: broken",
                        "Post stage",
                        "stage failed, X is y",
                        "Stage \"B\" skipped due to earlier failure(s)",
                        "pipeline failed, X is null");
    }

    @Test
    void thatFailMakeTheBuildFailAndAreSeenByThoseAfterThem() throws Exception {
        Outcome outcome = runWithPost(
                "echo 'x'", "post { always { error 'post broke' }; success { echo 'no' }; failure { echo 'failed' } }");

        assertThat(outcome).isEqualTo(Outcome.FAILURE);
        assertThat(output()).containsExactly("x", "ERROR: Jenkinsfile:4: post broke", "failed");
    }

    @Test
    void runEvenWhenTheEnvironmentOfThePipelineCannotBeMade() throws Exception {
        Outcome outcome = run(
                """
                pipeline {
                  agent any
                  environment { A = "${noSuch}" }
                  stages { stage('A') { steps { echo 'never' } } }
                  post { always { echo 'always' } }
                }
                """);

        assertThat(outcome).isEqualTo(Outcome.FAILURE);
        assertThat(output())
                .containsExactly("ERROR: Jenkinsfile:3: No such property: noSuch for class: Jenkinsfile", "always");
    }

    @Test
    void seeWhatTheyFollowAsTheCurrentResult() throws Exception {
        runStages(
                """
                stage('A') {
                  steps { echo "in steps: ${currentBuild.result} ${currentBuild.currentResult}" }
                  post { always { echo "in post: ${currentBuild.result} ${currentBuild.currentResult}" } }
                }
                stage('B') {
                  steps { error 'x' }
                  post { always { echo "in post: ${currentBuild.result} ${currentBuild.currentResult}" } }
                }
                """);

        assertThat(output()).contains("in steps: null SUCCESS", "in post: SUCCESS SUCCESS", "in post: FAILURE FAILURE");
    }

    @Test
    void compareWithTheBuildBefore() throws Exception {
        String post = "post { fixed { echo 'is fixed' }; regression { echo 'is worse' }; changed { echo 'is other' } }";

        runWithPost("unstable '1'", post);
        runWithPost("error '2'", post);
        runWithPost("error '3'", post);
        runWithPost("echo '4'", post);
        runWithPost("echo '5'", post);

        assertThat(output())
                .containsExactly(
                        "WARNING: 1",
                        "is other",
                        "ERROR: Jenkinsfile:3: 2",
                        "is other",
                        "is worse",
                        "ERROR: Jenkinsfile:3: 3",
                        "4",
                        "is other",
                        "is fixed",
                        "5");
    }
}
