package io.jenkins.plugins.promotionchain.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.FilePath;
import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.TimedOut;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherRunnerTest {

    @TempDir
    private Path workspace;

    private final ProcessLauncher launcher = new ProcessLauncher();

    private LauncherRunner runner() {
        return new LauncherRunner(launcher, new FilePath(workspace.resolve("w").toFile()), Map.of("COLOUR", "red"));
    }

    @Test
    void runsInTheWorkspaceWithTheVariablesOfTheBuild() throws Exception {
        CommandResult result = runner().run(Command.of("sh", "-c", "pwd; echo $COLOUR; echo bad >&2; exit 3"));

        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(result.output()).isEqualTo(workspace.toRealPath().resolve("w") + "\nred\n");
        assertThat(result.errors()).isEqualTo("bad\n");
    }

    @Test
    void handsASecretOverOnStandardInputOnly() throws Exception {
        String secret = "it's \"$HOME\" `x`\n\\";

        assertThat(runner().run(Command.of("cat").withInput(Sensitive.of(secret)))
                        .output())
                .isEqualTo(secret);
        assertThat(launcher.started).containsExactly(List.of("cat"));
    }

    @Test
    void showsEachLineAsItComes() throws Exception {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());

        runner().run(Command.of("sh", "-c", "echo one; printf two"), lines::add);

        assertThat(lines).containsExactly("one", "two");
    }

    @Test
    void saysThatAProgramIsNotThere() {
        assertThatThrownBy(() -> runner().run(Command.of("no-such-program-anywhere")))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContainingAll("no-such-program-anywhere", "installed on the agent");
    }

    @Test
    void stopsWhatTakesTooLong() throws Exception {
        Command command = Command.of("sleep", "600").withTimeout(Duration.ofMillis(200));

        assertThatThrownBy(() -> runner().run(command))
                .isInstanceOf(TimedOut.class)
                .hasMessageContaining("sleep on the agent took longer");
        assertThat(launcher.alive()).isZero();
    }

    @Test
    void stopsTheProcessOfAnAbortedBuild() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        AtomicReference<Throwable> end = new AtomicReference<>();
        Log live = line -> running.countDown();
        Thread build = new Thread(() -> {
            try {
                runner().run(Command.of("sh", "-c", "echo up; exec sleep 600"), live);
            } catch (Exception e) {
                end.set(e);
            }
        });
        build.start();
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();

        build.interrupt();
        build.join(20_000);

        assertThat(end.get()).isInstanceOf(InterruptedException.class);
        assertThat(launcher.alive()).isZero();
    }
}
