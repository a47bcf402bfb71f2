package io.jenkins.plugins.promotionchain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groovy in a Jenkinsfile: what it sees, and what it says when it fails. */
@Timeout(60)
class CodeTest extends RehearsedPipeline {

    @Test
    void isGroovy() throws Exception {
        Outcome outcome = runScript(
                """
                def numbers = []
                for (int i = 0; i < 3; i++) { numbers << i }
                if (numbers.size() == 3) { echo "sum ${numbers.sum()}" } else { error 'no' }
                numbers.each { echo "each ${it}" }
                def twice = { x -> x * 2 }
                echo "twice ${twice(4)}"
                switch (numbers[1]) { case 1: echo 'one'; break; default: error 'no' }
                while (numbers) { numbers.pop() }
                echo numbers.isEmpty() ? 'empty' : 'full'
                """);

        assertThat(outcome).as(log()).isEqualTo(Outcome.SUCCESS);
        assertThat(output()).containsExactly("sum 3", "each 0", "each 1", "each 2", "twice 8", "one", "empty");
    }

    @Test
    void callsWhatIsNoStep() throws Exception {
        Outcome outcome = runScript(
                """
                def twice = { x -> x * 2 }
                thrice = { x -> x * 3 }
                def (a, b) = [{ 'a' }, { 'b' }]
                def apply = { f -> f() }
                for (each in [{ 'in loop' }]) { echo each() }
                echo "${twice(2)} ${thrice(2)} ${a()}${b()} ${apply { 'applied' }} ${sprintf('%d', 7)}"
                echo 'text'.with { toUpperCase() }
                """);

        assertThat(outcome).as(log()).isEqualTo(Outcome.SUCCESS);
        assertThat(output()).containsExactly("in loop", "4 6 ab applied 7", "TEXT");
    }

    @Test
    void catchesTheFailureOfAStepWithTheMessageOfTheStep() throws Exception {
        Outcome outcome = runScript(
                """
                try { error 'one' } catch (e) { echo "caught ${e.message}" }
                try { probe 'fail' } catch (Exception e) { echo "caught ${e.message}" }
                try { probe 'fail' } catch (hudson.AbortException e) { echo "caught ${e.class.simpleName}" }
                try { dir('x') { sh 'exit 3' } } catch (e) { echo "caught ${e.message}" }
                try { ['a'].each { error "in closure ${it}" } } catch (e) { echo "caught ${e.message}" }
                try { [1].each { noSuchStep() } } catch (e) { echo "caught ${e.message.take(32)}" } finally { echo 'finally' }
                """);

        assertThat(outcome).as(log()).isEqualTo(Outcome.SUCCESS);
        assertThat(output())
                .containsSubsequence(
                        "caught one",
                        "caught the probe failed",
                        "caught AbortException",
                        "caught script returned exit code 3",
                        "caught in closure a",
                        "caught the rehearsal knows no step 'noS",
                        "finally");
    }

    @Test
    void mayThrowOnWhatItCaught() throws Exception {
        assertThat(runScript("try {\n  error 'one'\n} catch (e) {\n  throw e\n}"))
                .isEqualTo(Outcome.FAILURE);

        assertThat(output()).containsExactly("ERROR: Jenkinsfile:8: one");
    }

    @Test
    void usesTheMapThatAStepReturns() throws Exception {
        runScript("def result = probe mode: 'x', count: 3\necho \"${result.count} ${result['mode']} ${result.none}\"");

        assertThat(output()).containsExactly("3 x null");
    }

    @Test
    void readsAndAssignsEnvironmentVariables() throws Exception {
        runStages(
                """
                stage('A') {
                  environment { INNER = 'inner' }
                  steps {
                    script {
                      echo "${env.BRANCH_NAME} ${BRANCH_NAME} ${env.NONE} ${env['INNER']}"
                      env.LATER = 'set'
                      env.INNER = 'does not win over the block'
                    }
                    echo "${LATER} ${INNER}"
                    sh 'echo "in shell $LATER $INNER"'
                  }
                }
                stage('B') { steps { echo "${LATER} ${INNER}" } }
                """);

        assertThat(output())
                .containsSubsequence(
                        "feature/one feature/one null inner",
                        "set inner",
                        "in shell set inner",
                        "set does not win over the block");
    }

    @Test
    void keepsVariablesWithoutDefForTheStagesAfter() throws Exception {
        runStages(
                """
                stage('A') { steps { script { version = '1.2'; def local = 'x' } } }
                stage('B') { steps { echo "version ${version}"; echo "local ${local}" } }
                """);

        assertThat(output())
                .containsExactly("version 1.2", "ERROR: Jenkinsfile:5: No such property: local for class: Jenkinsfile");
    }

    @Test
    void knowsAndSetsTheCurrentBuild() throws Exception {
        Outcome outcome = runScript(
                """
                echo "${currentBuild.number} ${currentBuild.displayName} ${currentBuild.result}"
                currentBuild.displayName = 'mine'
                currentBuild.description = 'text'
                currentBuild.result = 'UNSTABLE'
                echo "${currentBuild.displayName} ${currentBuild.description} ${currentBuild.result}"
                currentBuild.result = 'SUCCESS'
                echo currentBuild.currentResult
                """);

        assertThat(outcome).isEqualTo(Outcome.UNSTABLE);
        assertThat(output()).containsExactly("1 #1 null", "mine text UNSTABLE", "UNSTABLE");
    }

    @Test
    void refusesAResultThatThereIsNot() throws Exception {
        assertThat(runScript("currentBuild.result = 'NOT_BUILT'")).isEqualTo(Outcome.FAILURE);

        assertThat(output())
                .containsExactly("ERROR: Jenkinsfile:7: currentBuild.result is one of [SUCCESS, UNSTABLE, FAILURE,"
                        + " ABORTED] in a rehearsal, not NOT_BUILT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    echo missing.name               | 8 | No such property: missing for class: Jenkinsfile
                    error 'broken'                  | 8 | broken
                    probe 'fail'                    | 8 | the probe failed
                    probe 'throw'                   | 8 | the probe could not start
                    dir('x') { error 'inside' }     | 8 | inside
                    [1].each { error 'inside' }     | 8 | inside
                    throw new Exception('thrown')   | 8 | thrown
                    null.foo()                      | 8 | Cannot invoke method foo() on null object
                    sh 'exit 3'                     | 8 | script returned exit code 3
                    assert 1 == 2                   | 8 | assert 1 == 2
                    """)
    void namesTheLineOfWhatFailed(String code, int line, String message) throws Exception {
        assertThat(runScript("echo 'before'\n" + code + "\necho 'after'")).isEqualTo(Outcome.FAILURE);

        assertThat(output())
                .contains("before")
                .anyMatch(each -> each.startsWith("ERROR: Jenkinsfile:" + line + ": " + message))
                .doesNotContain("after");
    }

    @Test
    void namesTheLineOfTheCallNotOfItsLastArgument() throws Exception {
        runSteps("probe(\n  mode: 'fail',\n  count: 3\n)");

        assertThat(output()).containsExactly("ERROR: Jenkinsfile:6: the probe failed");
    }

    @Test
    void endsWithAnErrorOfAStepThatBreaksBadly() throws Exception {
        assertThat(runSteps("probe 'break'")).isEqualTo(Outcome.FAILURE);

        assertThat(log()).contains("the probe broke");
    }

    @Test
    void printsToTheConsoleOfTheBuild() throws Exception {
        runSteps("println 'one'\nscript { [2].each { println it }\nprint 'three'\nprintln()\nprintln null }");

        assertThat(output()).containsExactly("one", "2", "three", "", "null");
    }
}
