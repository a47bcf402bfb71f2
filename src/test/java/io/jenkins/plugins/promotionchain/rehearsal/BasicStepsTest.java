package io.jenkins.plugins.promotionchain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import io.jenkins.plugins.promotionchain.rehearsal.run.StepFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jenkins' own steps, as far as the rehearsal has them. */
@Timeout(60)
class BasicStepsTest extends RehearsedPipeline {

    @Test
    void shPrintsWhatItRunsAndWhatThatPrints() throws Exception {
        runSteps("sh 'echo out; echo err >&2; printf unfinished'\necho 'next'");

        assertThat(output())
                .containsExactly("+ echo out", "out", "+ echo err", "err", "+ printf unfinished", "unfinished", "next");
    }

    @Test
    void shStopsAtTheFirstCommandThatFails() throws Exception {
        assertThat(runSteps("sh 'false; echo never'")).isEqualTo(Outcome.FAILURE);

        assertThat(output())
                .contains("ERROR: Jenkinsfile:6: script returned exit code 1")
                .doesNotContain("never");
    }

    @Test
    void shReturnsOutputOrStatus() throws Exception {
        runScript(
                """
                def text = sh(script: 'echo one; echo two >&2', returnStdout: true)
                echo "[${text.trim()}]"
                echo "status ${sh(script: 'exit 3', returnStatus: true)}"
                """);

        assertThat(output()).contains("[one]", "status 3", "two").doesNotContain("one");
    }

    @Test
    void shRunsWhatItsFirstLineSays() throws Exception {
        runSteps("sh '''#!/usr/bin/env -S sh -u\necho \"no trace\"'''");

        assertThat(output()).containsExactly("no trace");
    }

    @Test
    void shKeepsItsScriptOffTheCommandLineAndLeavesNoFile() throws Exception {
        runSteps("sh 'set +x; tr \"\\\\0\" \" \" < /proc/$$/cmdline; echo; : s3cret'");

        assertThat(output()).anyMatch(line -> line.matches("sh -xe \\S+/rehearsal\\S+\\.sh "));
        String script = output().stream()
                .filter(line -> line.startsWith("sh -xe"))
                .findFirst()
                .orElseThrow()
                .split(" ")[2];
        assertThat(Path.of(script)).doesNotExist();
    }

    @Test
    void masksWhatAProgramPrints() throws Exception {
        runSteps("sh 'x=s3c; echo \"printed ${x}ret\"'");

        assertThat(output()).contains("printed ****");
    }

    @Test
    void filesAreReadAndWrittenWhereTheBlockIs() throws Exception {
        runScript(
                """
                writeFile file: 'a/b.txt', text: 'content ä'
                dir('a') {
                  echo readFile('b.txt')
                  echo "${fileExists('b.txt')} ${fileExists(file: 'c.txt')} ${pwd()} ${isUnix()}"
                }
                echo pwd()
                """);

        assertThat(output()).contains("content ä", "true false " + directory + "/a true", directory.toString());
        assertThat(directory.resolve("a/b.txt")).hasContent("content ä");
    }

    @Test
    void checkoutHasNothingToDo() throws Exception {
        assertThat(runSteps("checkout scm")).isEqualTo(Outcome.SUCCESS);

        assertThat(output()).containsExactly("the workspace is checked out already: " + directory);
    }

    @Test
    void retryTriesAgainUntilItWorksOrEnough() throws Exception {
        assertThat(runSteps("retry(3) { sh 'echo x >> tries; test $(wc -l < tries) = 3' }"))
                .isEqualTo(Outcome.SUCCESS);
        assertThat(Files.readAllLines(directory.resolve("tries"))).hasSize(3);
        assertThat(runSteps("retry(count: 2) { probe 'fail' }")).isEqualTo(Outcome.FAILURE);
        assertThat(output()).endsWith("ERROR: the probe failed", "Retrying", "ERROR: Jenkinsfile:6: the probe failed");
    }

    @Test
    void retryTriesAgainAfterAnError() throws Exception {
        assertThat(runScript("def n = 0\nretry(2) { n++; assert n == 2 }\necho \"tries ${n}\""))
                .isEqualTo(Outcome.SUCCESS);

        assertThat(output()).contains("Retrying", "tries 2");
    }

    @Test
    void retryReturnsWhatItsBlockReturns() throws Exception {
        runScript("echo \"${retry(2) { probe('x').mode }} ${dir('d') { 7 }}\"");

        assertThat(output()).endsWith("x 7");
    }

    @Test
    void timeoutStopsItsBlockAndSaysSo() throws Exception {
        Instant began = Instant.now();
        Outcome outcome = runSteps("timeout(time: 100, unit: 'MILLISECONDS') { sh 'sleep 30' }\necho 'never'");

        assertThat(outcome).isEqualTo(Outcome.ABORTED);
        // between the two the shell may say that its child was terminated
        assertThat(output())
                .containsSubsequence("Cancelling nested steps due to timeout", "Timeout has been exceeded")
                .endsWith("Timeout has been exceeded");
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aTimeoutCanBeTriedAgain() throws Exception {
        Outcome outcome = runSteps(
                "retry(2) { timeout(time: 300, unit: 'MILLISECONDS') { sh 'test -e tried || { touch tried; sleep 30; }' } }");

        assertThat(outcome).as(log()).isEqualTo(Outcome.SUCCESS);
        assertThat(output()).contains("ERROR: Timeout has been exceeded", "Retrying");
    }

    @Test
    void aTimeoutThatIsNotReachedLeavesNothingBehind() throws Exception {
        assertThat(runSteps("timeout(5) { echo 'quick' }\nsh 'sleep 0.2'\necho 'done'"))
                .isEqualTo(Outcome.SUCCESS);

        assertThat(output()).contains("quick", "done");
        assertNoThreadIsLeft();
    }

    @Test
    void sleepSleepsInSecondsAndCanBeStopped() throws Exception {
        Instant began = Instant.now();
        Outcome outcome = runScript(
                """
                sleep(time: 50, unit: 'MILLISECONDS')
                timeout(time: 100, unit: 'MILLISECONDS') { [1].each { sleep 30 } }
                """);

        assertThat(outcome).isEqualTo(Outcome.ABORTED);
        assertThat(Duration.between(began, Instant.now())).isBetween(Duration.ofMillis(150), Duration.ofSeconds(20));
    }

    @Test
    void aLoopThatCallsNoStepCanBeStopped() throws Exception {
        assertThat(runScript("timeout(time: 100, unit: 'MILLISECONDS') { while (true) { } }"))
                .isEqualTo(Outcome.ABORTED);
    }

    @Test
    void inputAsks() throws Exception {
        question = (message, ok) -> message.equals("Deploy?") && ok.equals("Go");

        assertThat(runSteps("input message: 'Deploy?', ok: 'Go'\necho 'went on'\ninput 'Really?'\necho 'never'"))
                .isEqualTo(Outcome.ABORTED);
        assertThat(output()).containsExactly("went on", "Rejected: Really?");
    }

    @Test
    void inputFailsWhereNobodyCanBeAsked() throws Exception {
        question = (message, ok) -> {
            throw new StepFailed("there is no terminal");
        };

        assertThat(runSteps("input 'Deploy?'")).isEqualTo(Outcome.FAILURE);
        assertThat(output()).containsExactly("ERROR: Jenkinsfile:6: there is no terminal");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    echo()                                | echo needs message: …
                    echo 5                                | echo: parameter message takes a text, not Integer
                    echo text: 'x'                        | echo has no parameter text; it has message
                    echo 'a', 'b'                         | echo takes its arguments by name
                    echo(message: 'x', 'y')               | echo takes its arguments by name
                    echo('x') { echo 'y' }                | echo takes no block { }
                    dir('x') { echo 'y' } { echo 'z' }    | dir takes one block { }
                    timeout(5, unit: 'HOURS') { echo 'y' } | timeout takes its arguments by name
                    error message: 'x', code: 1           | error has no parameter code; it has message
                    unstable message: 'x', code: 1        | unstable has no parameter code; it has message
                    sleep time: 1, every: 2               | sleep has no parameter every; it has time, unit
                    retry(count: 1, conditions: []) { echo 'y' } | retry has no parameter conditions; it has count
                    dir(path: 'x', create: true) { echo 'y' } | dir has no parameter create; it has path
                    writeFile file: 'a', text: 'b', encoding: 'UTF-16' | writeFile has no parameter encoding; it has file, text
                    readFile file: 'a', encoding: 'UTF-16' | readFile has no parameter encoding; it has file
                    fileExists file: 'a', kind: 'b'       | fileExists has no parameter kind; it has file
                    checkout([$class: 'GitSCM'])          | checkout has no parameter $class; it has scm
                    checkout scm: [$class: 'GitSCM']      | checkout takes nothing but scm
                    checkout 'x'                          | checkout takes nothing but scm
                    checkout scm: scm, poll: false        | checkout has no parameter poll; it has scm
                    pwd tmp: true                         | pwd takes no arguments
                    isUnix 'x'                            | isUnix takes no arguments
                    sh script: 'x', encoding: 'UTF-16'    | sh has no parameter encoding
                    pwd 'x'                               | pwd takes no arguments
                    sh()                                  | sh needs script: …
                    sh script: 'x', quiet: true           | sh has no parameter quiet; it has script, returnStdout, returnStatus, label
                    sh script: 'x', returnStdout: 'yes'   | sh: parameter returnStdout takes true or false, not String
                    sh script: 'x', returnStdout: true, returnStatus: true | sh takes returnStdout or returnStatus, not both
                    dir 'x'                               | dir needs a block { }
                    retry('x') { echo 'y' }               | retry: parameter count takes a number, not String
                    sleep time: 1, unit: 'EONS'           | sleep: unit is one of [NANOSECONDS,
                    timeout(time: 1, activity: true) { echo 'y' } | timeout has no parameter activity; it has time, unit
                    withEnv('A=b') { echo 'y' }           | withEnv: parameter overrides takes a list, not String
                    withEnv(['A']) { echo 'y' }           | withEnv takes a list of NAME=value, of which 'A' is none
                    readFile 'none.txt'                   | readFile: there is no file
                    input message: 'x', submitter: 'y'    | input has no parameter submitter; it has message, ok
                    """)
    void argumentsThatDoNotFitAreRefused(String call, String message) throws Exception {
        assertThat(runScript(call)).isEqualTo(Outcome.FAILURE);

        assertThat(output()).last().asString().startsWith("ERROR: Jenkinsfile:7: " + message);
    }

    @Test
    void shLeavesNoScriptBehindWhenItIsStopped() throws Exception {
        runSteps("timeout(time: 200, unit: 'MILLISECONDS') { sh 'echo $0 > script; sleep 30' }");

        assertThat(Path.of(Files.readString(directory.resolve("script")).strip()))
                .doesNotExist();
        try (Stream<ProcessHandle> children = ProcessHandle.current().descendants()) {
            assertThat(children.filter(
                            each -> each.info().commandLine().orElse("").startsWith("sleep 30")))
                    .isEmpty();
        }
    }
}
