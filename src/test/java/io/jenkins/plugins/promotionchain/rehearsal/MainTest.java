package io.jenkins.plugins.promotionchain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {

    @TempDir
    Path directory;

    @Test
    void answersWrongUsageWithOneSentence() {
        StringWriter errors = new StringWriter();
        CommandLine line = Main.commandLine().setErr(new PrintWriter(errors));

        assertThat(line.execute("run", "--sandbox", "x", "--state", "y")).isEqualTo(2);
        assertThat(errors.toString().strip())
                .isEqualTo("rehearse: Missing required option: '--branch=<branch>'; see ./rehearse help");
    }

    @Test
    void failsWhenThereIsNoJenkinsfile() {
        assertThat(run("--workspace", directory.toString())).isEqualTo(1);
    }

    @Test
    void failsBeforeAnythingRunsWhenTheJenkinsfileIsRefused() throws Exception {
        Files.writeString(directory.resolve("Jenkinsfile"), "node { }");

        assertThat(run("--workspace", directory.toString())).isEqualTo(1);
        assertThat(directory.resolve("state")).doesNotExist();
    }

    private int run(String... more) {
        String[] arguments = {"run", "--branch", "b", "--sandbox", "none.json", "--state", directory + "/state"};
        String[] all = java.util.stream.Stream.concat(java.util.Arrays.stream(arguments), java.util.Arrays.stream(more))
                .toArray(String[]::new);
        return Main.commandLine().execute(all);
    }
}
