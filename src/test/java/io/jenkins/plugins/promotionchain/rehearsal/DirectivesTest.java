package io.jenkins.plugins.promotionchain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.rehearsal.model.Condition;
import io.jenkins.plugins.promotionchain.rehearsal.model.JenkinsfileReader;
import io.jenkins.plugins.promotionchain.rehearsal.model.JenkinsfileRejected;
import io.jenkins.plugins.promotionchain.rehearsal.model.Pipeline;
import io.jenkins.plugins.promotionchain.rehearsal.model.PostCondition;
import io.jenkins.plugins.promotionchain.rehearsal.model.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectivesTest {

    private static Pipeline read(String text) throws JenkinsfileRejected {
        return JenkinsfileReader.read("Jenkinsfile", text);
    }

    private static String steps(Stage stage) {
        return ((Stage.Steps) stage.body()).code().text();
    }

    @Test
    void readsTheJenkinsfileOfThisRepository() throws Exception {
        Pipeline pipeline = read(Files.readString(Path.of("Jenkinsfile")));

        assertThat(pipeline.stages()).extracting(Stage::name).containsExactly("Build once", "Migrate", "Deploy");
        Stage.Parallel build = (Stage.Parallel) pipeline.stages().get(0).body();
        assertThat(steps(build.stages().get(0)).strip())
                .isEqualTo("buildOnce component: 'backend',  context: 'backend'");
        assertThat(pipeline.notices()).containsExactly("option disableConcurrentBuilds means nothing in a rehearsal");
    }

    @Test
    void takesTheCodeOfABlockWithItsLineWhateverStandsInIt() throws Exception {
        Pipeline pipeline = read(
                """
                pipeline {
                  agent any
                  stages {
                    stage('One') { steps { echo '} not the end {' } }
                    stage('Two') {
                      steps {
                        script {
                          if (true) { echo "}" } // }
                        }
                      }
                    }
                  }
                }
                """);

        assertThat(steps(pipeline.stages().get(0)).strip()).isEqualTo("echo '} not the end {'");
        Stage.Steps two = (Stage.Steps) pipeline.stages().get(1).body();
        assertThat(two.code().line()).isEqualTo(6);
        assertThat(two.code().text().strip())
                .startsWith("script {")
                .contains("if (true) { echo \"}\" } // }")
                .endsWith("}");
    }

    @Test
    void readsConditionsOptionsParametersAndPostActions() throws Exception {
        Pipeline pipeline = read(
                """
                pipeline {
                  agent { label 'linux' }
                  options { timeout(time: 3, unit: 'HOURS'); timestamps() }
                  parameters { choice(name: 'TO', choices: ['uat', 'prod'], description: '') }
                  environment { A = 'b' }
                  stages {
                    stage('One') {
                      when { branch 'main'; not { environment name: 'X', value: 'y' } }
                      input { message 'Really?'; ok 'Go' }
                      steps { echo 'hi' }
                      post { failure { echo 'bad' } }
                    }
                  }
                  post { always { echo 'done' }; cleanup { echo 'gone' } }
                }
                """);

        assertThat(pipeline.timeout()).contains(Duration.ofHours(3));
        assertThat(pipeline.parameters().get(0).choices()).containsExactly("uat", "prod");
        assertThat(pipeline.post()).containsOnlyKeys(PostCondition.ALWAYS, PostCondition.CLEANUP);
        Stage stage = pipeline.stages().get(0);
        assertThat(stage.input().orElseThrow().ok()).isEqualTo("Go");
        assertThat(stage.when().orElseThrow()).isInstanceOf(Condition.AllOf.class);
        assertThat(stage.post()).containsOnlyKeys(PostCondition.FAILURE);
        assertThat(pipeline.notices()).anyMatch(each -> each.contains("label 'linux' means this machine"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    triggers { cron('@daily') }              | 3 | 'triggers' in 'pipeline'
                    tools { maven 'M3' }                     | 3 | 'tools' in 'pipeline'
                    libraries { lib('x') }                   | 3 | 'libraries' in 'pipeline'
                    options { quietPeriod(3) }               | 3 | 'quietPeriod' in 'options'
                    parameters { file(name: 'F') }           | 3 | 'file' in 'parameters'
                    post { sometimes { echo 'x' } }          | 3 | 'sometimes' is not a condition of 'post'
                    environment { echo 'x' }                 | 3 | 'environment' takes only lines of the form NAME = value
                    stages { stage('A') { matrix { } } }     | 3 | 'matrix' in 'stage'
                    stages { stage('A') { tools { } } }      | 3 | 'tools' in 'stage'
                    stages { stage('A') { when { changeset '*' }; steps { echo '' } } } | 3 | 'changeset' in 'when'
                    stages { stage('A') { when { beforeAgent true }; steps { echo '' } } } | 3 | 'beforeAgent' in 'when'
                    stages { stage('A') { agent { docker 'x' }; steps { echo '' } } } | 3 | 'docker' in 'agent'
                    stages { stage('A') { input { message 'x'; submitter 'y' }; steps { echo '' } } } | 3 | 'submitter' in 'input'
                    stages { stage('A') { steps { echo '' }; stages { stage('B') { steps { echo '' } } } } } | 3 | more than one of steps, stages and parallel
                    stages { stage('A') { post { always { echo '' } } } } | 3 | needs steps, stages or parallel
                    stages { }                               | 3 | 'stages' needs at least one stage
                    stages { node { } }                      | 3 | 'node' in 'stages' is not supported
                    """)
    void refusesWhatItDoesNotSupportWithLineAndName(String directive, int line, String what) {
        String text = "pipeline {\n  agent any\n  " + directive + "\n}\n";

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(JenkinsfileRejected.class)
                .hasMessageStartingWith("Jenkinsfile:" + line + ": ")
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    node { echo 'x' }                        | 1 | only one 'pipeline' block is supported
                    def x = 1                                | 1 | only one 'pipeline' block is supported
                    void f() { }                             | 1 | methods beside 'pipeline'
                    pipeline { agent any }                   | 1 | 'pipeline' needs 'stages'
                    pipeline { stages { stage('A') { steps { echo '' } } } } | 1 | 'pipeline' needs an 'agent'
                    pipeline { agent any } }                 | 1 | }
                    """)
    void refusesWhatIsNoDeclarativePipeline(String text, int line, String what) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(JenkinsfileRejected.class)
                .hasMessageStartingWith("Jenkinsfile:" + line + ": ")
                .hasMessageContaining(what);
    }

    @Test
    void refusesTwoStagesOfOneName() {
        assertThatThrownBy(
                        () -> read(
                                """
                        pipeline {
                          agent any
                          stages {
                            stage('A') { steps { echo '' } }
                            stage('A') { steps { echo '' } }
                          }
                        }
                        """))
                .hasMessage("Jenkinsfile:5: there are two stages named 'A'");
    }
}
