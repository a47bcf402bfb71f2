package io.jenkins.plugins.promotionchain.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may work with one sandbox at a time, with a Java that runs until it is given a line. */
@Timeout(60)
class RehearseLockTest {

    @TempDir
    Path directory;

    private RehearseCopy rehearse;

    @BeforeEach
    void copy() throws Exception {
        rehearse = RehearseCopy.below(directory);
        rehearse.scripts().replace("java", "echo started", "read line", "echo ended");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "test", "up", "down", "purge"})
    void refusesWhatWouldEndARunAndNamesIt(String command) throws Exception {
        Process run = startRun();
        try {
            Scripts.Ended ended = rehearse.command(command);

            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.output())
                    .contains("another rehearsal is at work", "(process " + run.pid() + ")")
                    .doesNotContain("sandbox called");
        } finally {
            end(run);
        }
        assertThat(rehearse.command("down").output()).contains("sandbox called: down");
    }

    @Test
    void runsStandSideBySideAndOnlyThoseThatStillRunAreNamed() throws Exception {
        Process first = startRun();
        Process second = startRun();
        assertThat(rehearse.command("down").output()).contains(Long.toString(first.pid()), Long.toString(second.pid()));
        end(second);

        assertThat(rehearse.command("down").output()).contains("(process " + first.pid() + ")");
        end(first);
    }

    @Test
    void aLinkLeadsToTheSameLock() throws Exception {
        Path link = Files.createSymbolicLink(
                directory.resolve("link"), rehearse.scripts().data());
        Process run = startRun();
        try {
            assertThat(rehearse.withData(link).command("down").output()).contains("another rehearsal is at work");
        } finally {
            end(run);
        }
    }

    @Test
    void whatAKilledOneLeftAtWorkIsNamed() throws Exception {
        rehearse.scripts().replace("java", "echo started", "exec sleep 60");
        Process run = startRun();
        ProcessHandle java = run.children().findFirst().orElseThrow();
        run.destroyForcibly().waitFor();
        try {
            assertThat(rehearse.command("down").output()).contains("(process " + java.pid() + ")");
        } finally {
            java.destroyForcibly();
            java.onExit().join();
        }
    }

    @Test
    void whatTheSandboxStartsDoesNotHoldTheLock() throws Exception {
        assertThat(rehearse.command("down").output())
                .contains("sandbox called: down")
                .doesNotContain("with the lock");
    }

    private Process startRun() throws Exception {
        Process run = rehearse.start("run", "--branch", "main");
        BufferedReader output = run.inputReader();
        String line = output.readLine();
        while (line != null && !line.equals("started")) {
            line = output.readLine();
        }
        assertThat(line).isEqualTo("started");
        return run;
    }

    private static void end(Process run) throws Exception {
        run.outputWriter().append("\n").close();
        assertThat(run.waitFor()).isZero();
    }
}
