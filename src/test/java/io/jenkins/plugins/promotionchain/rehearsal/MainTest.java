package io.jenkins.plugins.promotionchain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int execute(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }

    private int run(String... more) {
        String[] arguments = {"run", "--branch", "b", "--sandbox", "none.json", "--state", directory + "/state"};
        return execute(
                Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    run --sandbox x --state y                          | Missing required option: '--branch=<branch>'
                    run --branch b --sandbox x --state y --param NAME  | Value for option option '--param' (<String=String>) should be in KEY=VALUE format but was NAME
                    run --branch b --sandbox x --state y --loud        | Unknown option: '--loud'
                    run --branch b --sandbox x --state y extra         | Unmatched argument at index 7: 'extra'
                    pages                                              | Missing required option: '--sandbox=<sandbox>'
                    table                                              | Missing required option: '--state=<state>'
                    deploy                                             | Unmatched argument at index 0: 'deploy'
                    """)
    void answersWrongUsageWithOneSentence(String arguments, String sentence) {
        assertThat(execute(arguments.split(" "))).isEqualTo(2);

        assertThat(errors.toString().lines()).containsExactly("rehearse: " + sentence + "; see ./rehearse help");
    }

    @Test
    void failsWhenThereIsNoJenkinsfile() {
        assertThat(run("--workspace", directory.toString())).isEqualTo(1);

        assertThat(errors.toString().lines())
                .containsExactly("rehearse: There is no Jenkinsfile at " + directory
                        + "/Jenkinsfile; name one with --jenkinsfile");
    }

    @Test
    void failsWhenTheSandboxIsNotUp() throws Exception {
        Files.writeString(
                directory.resolve("Jenkinsfile"),
                Jenkinsfiles.withDirectives("stages { stage('A') { steps { echo 'x' } } }"));

        assertThat(run("--workspace", directory.toString())).isEqualTo(1);

        assertThat(errors.toString().lines())
                .containsExactly("rehearse: The sandbox is described in none.json, which cannot be read; bring it up"
                        + " with ./rehearse up");
    }

    @Test
    void failsWhenTheBranchCannotBeCheckedOut() {
        assertThat(run("--workspace", directory.toString(), "--checkout")).isEqualTo(1);

        assertThat(errors.toString())
                .startsWith("rehearse: git checkout failed in " + directory)
                .contains("give a git work tree with --workspace");
    }

    @Test
    void printsThePageOfEachEnvironment() throws Exception {
        Path file = Files.writeString(
                directory.resolve("sandbox.json"),
                """
                {"environments": [
                  {"name": "dev", "frontend": {"url": "http://127.42.1.20:8081/"}},
                  {"name": "uat", "frontend": {"url": "http://127.42.2.20:8081/"}}
                ]}
                """);

        assertThat(execute("pages", "--sandbox", file.toString())).isZero();

        assertThat(out.toString().lines())
                .containsExactly("dev\thttp://127.42.1.20:8081/", "uat\thttp://127.42.2.20:8081/");
    }

    @Test
    void printsWhatRunsWhereAndWhereItCameFrom() throws Exception {
        String digest = "sha256:" + "0123456789abcdef".repeat(4);
        Files.write(
                directory.resolve("history.jsonl"),
                List.of(
                        "{\"build\": 1, \"branch\": \"development\", \"step\": \"buildOnce\", \"result\":"
                                + " {\"component\": \"backend\", \"built\": true}}",
                        deployment(1, "dev", "sha256:" + "f".repeat(64)),
                        "{\"build\": 1, \"branch\": \"development\", \"outcome\": \"FAILURE\"}",
                        deployment(2, "dev", digest),
                        "{\"build\": 3, \"branch\": \"uat\", \"step\": \"buildOnce\", \"result\":"
                                + " {\"component\": \"backend\", \"built\": false}}",
                        deployment(3, "uat", digest)));

        assertThat(execute("table", "--state", directory.toString())).isZero();

        assertThat(out.toString().lines())
                .containsExactly(
                        "environment  component  digest               build   image   health",
                        "dev          backend    sha256:0123456789ab  #2 dev  given   200",
                        "uat          backend    sha256:0123456789ab  #3 uat  reused  200");
    }

    private static String deployment(int build, String environment, String digest) {
        return """
                {"build": %d, "branch": "%s", "step": "deployBackend", "result": {"component": "backend",\
                 "environment": "%s", "digest": "%s", "healthStatus": 200}}"""
                .formatted(build, environment, environment, digest);
    }

    @Test
    void printsAnEmptyTableBeforeTheFirstBuild() {
        assertThat(execute("table", "--state", directory + "/none")).isZero();

        assertThat(out.toString().lines()).hasSize(1);
    }
}
