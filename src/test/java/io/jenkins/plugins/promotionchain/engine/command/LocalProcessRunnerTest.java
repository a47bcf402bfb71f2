package io.jenkins.plugins.promotionchain.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.TimedOut;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalProcessRunnerTest {

    @TempDir
    Path directory;

    @Test
    void givesStatusAndBothStreams() throws Exception {
        CommandRunner runner = new LocalProcessRunner(directory, Map.of("NAME", "value"));
        Command command = Command.of("sh", "-c", "cat; echo $NAME >&2; exit 3").withInput(Sensitive.of("in"));
        assertThat(runner.run(command)).isEqualTo(new CommandResult(3, "in", "value\n"));
    }

    @Test
    void endsTheFailureOfACommandWithTheLastLineOfItsErrors() {
        CommandRunner runner = new LocalProcessRunner(directory);
        assertThatThrownBy(() -> runner.runOrFail(
                        Command.of("sh", "-c", "echo first >&2; echo last >&2; exit 1"), "Do something"))
                .isInstanceOf(CommandFailed.class)
                .hasMessage("sh on this machine ended with exit status 1: last. Do something.");
    }

    @Test
    void killsWhatTakesTooLong() {
        CommandRunner runner = new LocalProcessRunner(directory);
        AtomicReference<String> process = new AtomicReference<>();
        Command command = Command.of("sh", "-c", "echo $$; sleep 1000").withTimeout(Duration.ofMillis(500));
        assertThatThrownBy(() -> runner.run(command, process::set)).isInstanceOf(TimedOut.class);
        ProcessHandle.of(Long.parseLong(process.get()))
                .ifPresent(handle -> assertThat(handle.onExit()).succeedsWithin(Duration.ofSeconds(5)));
    }

    @Test
    void saysThatAProgramIsMissing() {
        assertThatThrownBy(() -> new LocalProcessRunner(directory).run(Command.of("no-such-program")))
                .isInstanceOf(InvalidInput.class);
    }
}
