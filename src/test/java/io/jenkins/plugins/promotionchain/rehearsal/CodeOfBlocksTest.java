package io.jenkins.plugins.promotionchain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.rehearsal.model.Code;
import io.jenkins.plugins.promotionchain.rehearsal.model.Pipeline;
import io.jenkins.plugins.promotionchain.rehearsal.model.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken out of a Jenkinsfile to be run is what stands between the braces, and keeps its line. */
class CodeOfBlocksTest {

    private static Code codeOf(String steps) throws Exception {
        return ((Stage.Steps) Jenkinsfiles.readStages("stage('A') { steps {" + steps + "} }")
                        .stages()
                        .get(0)
                        .body())
                .code();
    }

    private static Code onlySteps(String jenkinsfile) throws Exception {
        Pipeline pipeline = Jenkinsfiles.read(jenkinsfile);
        return ((Stage.Steps) pipeline.stages().get(0).body()).code();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " echo 'x' ",
                "\techo 'x'\t",
                " echo '} not the end {' ",
                " echo \"} ${[1].collect { it }} }\" ",
                " echo '''}\n  } three\n{''' ",
                " echo(/}/); echo($/}/$) ",
                " echo($/dollar } $$ ${1 + 1} $/ {/$) ",
                " echo \"$x{}\"; echo \"${'}'}\"; echo \"\\\"}\"; echo '\\'}' ",
                " script { if ('}' ==~ /\\}/) { echo \"${8 / 2} } /\" } } ",
                " echo '\\u007d \\u00e4' ",
                " echo 'ä 😀 }' ",
                " script { if (true) { echo 'x' } } // }\n ",
                " /* } */ echo 'x' /* { */ ",
                "\n      echo 'one'\n      dir('x') {\n        echo 'two'\n      }\n    ",
                " echo('x'.replaceAll(/[{]/, '')) "
            })
    void isWhatStandsBetweenTheBraces(String steps) throws Exception {
        Code code = codeOf(steps);

        assertThat(code.text()).isEqualTo(steps);
        assertThat(code.line()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"// } {", "/* } */", "/* } */ /* { } */", "// }\n  // } }\n", "/*\n } */\n"})
    void endsAtItsBraceWhateverCommentsFollow(String comment) throws Exception {
        Code code = onlySteps(
                "pipeline {\n  agent any\n  stages { stage('A') {\n steps { echo 'x' } " + comment + "\n } } }\n");

        assertThat(code.text()).isEqualTo(" echo 'x' ");
    }

    @Test
    void keepsTheLinesOfTheFile() throws Exception {
        Code code = onlySteps(
                """
                pipeline {
                  agent any
                  stages {
                    stage('A') {
                      steps
                      {
                        echo 'one'
                        script {
                          echo 'two'
                        }
                      }
                    }
                  }
                }
                """);

        assertThat(code.line()).isEqualTo(6);
        assertThat(code.inPlace().lines().toList().get(6).strip()).isEqualTo("echo 'one'");
        assertThat(code.inPlace().lines().toList().get(8).strip()).isEqualTo("echo 'two'");
    }

    @Test
    void keepsTheLinesOfAFileWithWindowsLineEnds() throws Exception {
        Code code = onlySteps(
                "pipeline {\r\n agent any\r\n stages { stage('A') { steps {\r\n  echo 'x' // }\r\n } } }\r\n}\r\n");

        assertThat(code.line()).isEqualTo(3);
        assertThat(code.text()).isEqualTo("\n  echo 'x' // }\n ");
    }

    @Test
    void isFoundBehindTheFirstLineOfAScript() throws Exception {
        Code code = onlySteps(
                "#!/usr/bin/env groovy\n/* { */\npipeline { agent any; stages { stage('A') { steps { echo 'x' } } } }");

        assertThat(code).isEqualTo(new Code(" echo 'x' ", 3));
    }

    @Test
    void isTakenFromConditionsEnvironmentAndPostActionsToo() throws Exception {
        Pipeline pipeline = Jenkinsfiles.read(
                """
                pipeline {
                  agent any
                  environment { A = '}' } // }
                  stages {
                    stage('A') {
                      when { expression { return '}' } /* } */ }
                      steps { echo '' }
                      post { always { echo '}' } /* } */ }
                    }
                  }
                }
                """);

        Stage stage = pipeline.stages().get(0);
        assertThat(pipeline.environment()).contains(new Code(" A = '}' ", 3));
        assertThat(stage.when().orElseThrow().condition().toString()).contains("text= return '}' , line=6");
        assertThat(stage.post().values()).containsExactly(new Code(" echo '}' ", 8));
    }
}
