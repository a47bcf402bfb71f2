package io.jenkins.plugins.promotionchain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.rehearsal.model.JenkinsfileRejected;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments reach a plugin's step as in Jenkins, or are refused with its parameters. */
@Timeout(60)
class StepArgumentsTest extends RehearsedPipeline {

    @Test
    void areConvertedAsJenkinsConvertsThem() throws Exception {
        runScript(
                """
                def n = 4
                probe mode: "m${n}", count: 3.0, size: 5, wanted: true, text: "t${n}", colour: 'GREEN', items: ["i${n}"]
                probe mode: 'x', count: '7', wanted: 'TRUE', size: '8'
                probe('alone')
                """);

        assertThat(results().get(0).toMap())
                .containsEntry("mode", "m4")
                .containsEntry("count", 3)
                .containsEntry("size", 5)
                .containsEntry("wanted", true)
                .containsEntry("text", "t4")
                .containsEntry("items", java.util.List.of("i4"));
        assertThat(results().get(0).getEnum(ProbeStep.Colour.class, "colour")).isEqualTo(ProbeStep.Colour.GREEN);
        assertThat(results().get(1).toMap())
                .containsEntry("count", 7)
                .containsEntry("wanted", true)
                .containsEntry("size", 8);
        assertThat(results().get(2).toMap()).containsOnlyKeys("mode").containsEntry("mode", "alone");
    }

    @Test
    void inAMapStayAsTheyAreExceptForGStrings() throws Exception {
        runScript("def n = 4\nprobe mode: 'x', values: [A: \"t${n}\", B: 3, C: true]");

        JSONObject values = results().get(0).getJSONObject("values");
        assertThat(values.toMap())
                .containsEntry("A", "String t4")
                .containsEntry("B", "Integer 3")
                .containsEntry("C", "Boolean true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    probe()                          | probe needs mode: …
                    probe count: 3                   | probe needs mode: …
                    probe mode: 'x', kount: 3        | probe has no parameter kount; it has mode, colour, count, items, size, text, values, wanted
                    probe mode: 'x', hidden: 'y'     | probe has no parameter hidden; it has mode, colour, count, items, size, text, values, wanted
                    probe 'x', 'y'                   | probe takes its arguments by name
                    probe mode: 'x', text: 3         | probe: parameter text takes a String, not Integer
                    probe mode: 'x', count: 'many'   | probe: parameter count takes a number, not String
                    probe mode: 'x', count: true     | probe: parameter count takes a number, not Boolean
                    probe mode: 'x', wanted: 1       | probe: parameter wanted takes true or false, not Integer
                    probe mode: 'x', values: 'y'     | probe: parameter values takes a Map, not String
                    probe mode: 'x', items: 'y'      | probe: parameter items takes a List, not String
                    probe mode: 'x', colour: 'BLUE'  | probe: parameter colour takes one of [RED, GREEN], not String
                    probe mode: ''                   | probe: mode is empty
                    probe(mode: 'x') { echo 'y' }    | probe takes no block { }
                    sshMigrate modus: 'x'            | sshMigrate has no parameter modus; it has
                    sshMigrate 'x'                   | sshMigrate takes its arguments by name; it has
                    buildOnce context: '.'           | buildOnce needs component: …
                    """)
    void areRefusedWithTheParametersOfTheStep(String call, String message) throws Exception {
        assertThat(runScript(call)).isEqualTo(Outcome.FAILURE);

        assertThat(output()).hasSize(1).first().asString().startsWith("ERROR: Jenkinsfile:7: " + message);
    }

    @Test
    void areRefusedBeforeAnythingRunsWhereTheStepStandsByItself() {
        assertThatThrownBy(() -> runSteps("echo 'never'\nprobe kount: 3"))
                .isInstanceOf(JenkinsfileRejected.class)
                .hasMessage("Jenkinsfile:7: 'kount' of 'probe' is not supported by the rehearsal; supported there: "
                        + "colour, count, items, mode, size, text, values, wanted");
        assertThat(log()).isEmpty();
    }

    @Test
    void aStepThatThereIsNotIsRefusedBeforeAnythingRuns() {
        assertThatThrownBy(() -> runStages("stage('A') { steps { echo 'never' } }\n"
                        + "stage('B') { steps { script { if (true) {\n junit 'x' } } } }"))
                .isInstanceOf(JenkinsfileRejected.class)
                .hasMessageStartingWith("Jenkinsfile:6: the rehearsal knows no step 'junit'; it knows ")
                .hasMessageContainingAll(
                        "buildOnce", "deployBackend", "deployFrontend", "renderEnvConfig", "sshMigrate")
                .hasMessageContainingAll("echo", "withEnv");
        assertThat(log()).isEmpty();
    }

    @Test
    void aStepThatThereIsNotFailsWithinAClosure() throws Exception {
        assertThat(runScript("['x'].each { junit it }")).isEqualTo(Outcome.FAILURE);

        assertThat(output())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("ERROR: Jenkinsfile:7: the rehearsal knows no step 'junit'; it knows ");
    }

    @Test
    void aStepSeesTheSurroundingsOfItsBlock() throws Exception {
        runSteps("dir('sub') { withEnv(['PROBED=yes']) { probe 'surroundings' } }");

        assertThat(results().get(0).toMap())
                .containsEntry("build", 1)
                .containsEntry("directory", directory.resolve("sub").toString())
                .containsEntry("variable", "yes")
                .containsEntry("launcher", true);
    }
}
