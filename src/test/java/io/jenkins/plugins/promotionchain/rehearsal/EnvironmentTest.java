package io.jenkins.plugins.promotionchain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.util.Secret;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class EnvironmentTest extends RehearsedPipeline {

    private record Text(String getId, Secret getSecret) implements StringCredentials {

        @Override
        public String getDescription() {
            return "";
        }
    }

    private record Account(String getId, String getUsername, Secret getPassword)
            implements StandardUsernamePasswordCredentials {

        @Override
        public String getDescription() {
            return "";
        }
    }

    private Outcome runWith(String environment, String script) throws Exception {
        return runStages("stage('A') { environment { " + environment + " }; steps { sh '''" + script + "''' } }");
    }

    @Test
    void giveEachLineTheValuesOfTheLinesBefore() throws Exception {
        runWith("A = 'one'; B = \"${A}-two\"; C = \"${env.B}\" + '-three'; D = 4", "echo \"values $A $B $C $D\"");

        assertThat(output()).contains("values one one-two one-two-three 4");
    }

    @Test
    void ofAStageGoesBeforeThatOfThePipeline() throws Exception {
        run(
                """
                pipeline {
                  agent any
                  environment { A = 'outer'; B = 'outer' }
                  stages {
                    stage('A') {
                      environment { A = 'stage'; P = "${B}-seen" }
                      steps {
                        echo "${A} ${B} ${P}"
                        withEnv(['B=block']) { echo "${A} ${B}" }
                      }
                    }
                    stage('B') { steps { echo "${A} ${B} ${env.P}" } }
                  }
                }
                """);

        assertThat(output()).containsExactly("stage outer outer-seen", "stage block", "outer outer null");
    }

    @Test
    void mayTakeAValueFromAStep() throws Exception {
        runWith("NOW = sh(script: 'echo of-shell', returnStdout: true).trim()", "echo \"[$NOW]\"");

        assertThat(output()).contains("[of-shell]");
    }

    @Test
    void ofABlockMayExtendAVariableOrTakeItAway() throws Exception {
        runSteps(
                """
                withEnv(['LIST=a', 'GONE=x']) {
                  withEnv(['LIST+B=b', 'GONE=', 'NEW+C=c']) { sh 'echo "[$LIST] [${GONE-none}] [$NEW]"' }
                }
                """);

        assertThat(output()).contains("[b:a] [none] [c]");
    }

    @Test
    void bindsASecretTextAndMasksIt() throws Exception {
        credentials.add(new Text("token", Secret.fromString("tok-12345")));

        Outcome outcome = runWith(
                "TOKEN = credentials('token')",
                "test \"$TOKEN\" = tok-12345; echo \"token $TOKEN\"; printf %s \"$TOKEN\" | base64");

        assertThat(outcome).as(log()).isEqualTo(Outcome.SUCCESS);
        assertThat(output()).contains("token ****", "****");
        assertThat(log()).doesNotContain("tok-12345", "dG9rLTEyMzQ1");
    }

    @Test
    void bindsAnAccountToThreeVariables() throws Exception {
        credentials.add(new Account("login", "alice", Secret.fromString("p4ssw0rd")));

        Outcome outcome = runWith(
                "LOGIN = credentials(\"log${'in'}\")",
                "test \"$LOGIN\" = \"$LOGIN_USR:$LOGIN_PSW\"; echo \"$LOGIN_USR has $LOGIN_PSW\"");

        assertThat(outcome).as(log()).isEqualTo(Outcome.SUCCESS);
        assertThat(output()).contains("alice has ****");
        assertThat(log()).doesNotContain("p4ssw0rd");
    }

    @Test
    void refusesACredentialThatIsNotThere() throws Exception {
        assertThat(runWith("TOKEN = credentials('token')", "true")).isEqualTo(Outcome.FAILURE);

        assertThat(output()).containsExactly("ERROR: Jenkinsfile:4: Could not find credentials entry with ID 'token'");
    }

    @Test
    void trimsParametersThatAskForIt() throws Exception {
        parameters.put("GIVEN", " given ");
        parameters.put("KEPT", " kept ");
        run(Jenkinsfiles.withDirectives("parameters { string(name: 'GIVEN', trim: true); string(name: 'KEPT');"
                + " text(name: 'DEFAULT', defaultValue: ' default ', trim: true) }; stages { stage('A') {"
                + " steps { echo \"[${params.GIVEN}] [${params.KEPT}] [${DEFAULT}]\" } } }"));

        assertThat(output()).containsExactly("[given] [ kept ] [default]");
    }

    @Test
    void hasCredentialsAsAValueOnly() throws Exception {
        credentials.add(new Text("token", Secret.fromString("tok-12345")));

        assertThat(runScript("[1].each { credentials('token') }")).isEqualTo(Outcome.FAILURE);
        assertThat(output()).last().asString().contains("knows no step 'credentials'");
    }

    @Test
    void givesParametersOfEachKind() throws Exception {
        parameters.put("TO", "uat");
        parameters.put("DRY", "true");
        parameters.put("PW", "hush-hush");
        run(
                """
                pipeline {
                  agent any
                  parameters {
                    string(name: 'NAME', defaultValue: 'none')
                    choice(name: 'TO', choices: ['dev', 'uat'])
                    booleanParam(name: 'DRY')
                    password(name: 'PW')
                  }
                  stages {
                    stage('A') {
                      steps {
                        script { if (params.DRY) { echo "${params.NAME} ${params.TO} ${TO} ${params.OTHER}" } }
                        sh 'echo "$NAME $DRY $PW"'
                      }
                    }
                  }
                }
                """);

        assertThat(output()).contains("none uat uat null", "none true ****");
        assertThat(log()).doesNotContain("hush-hush");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    NOPE | x     | The pipeline has no parameter NOPE; it has TO, DRY
                    TO   | prod  | Parameter TO is one of dev, uat, not 'prod'
                    DRY  | maybe | Parameter DRY is true or false, not 'maybe'
                    """)
    void refusesValuesThatDoNotFitBeforeAnythingRuns(String name, String value, String message) {
        parameters.put(name, value);

        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> run(
                                """
                        pipeline {
                          agent any
                          parameters { choice(name: 'TO', choices: ['dev', 'uat']); booleanParam(name: 'DRY') }
                          stages { stage('A') { steps { echo 'ran' } } }
                        }
                        """))
                .hasMessage(message);
        assertThat(log()).isEmpty();
    }
}
