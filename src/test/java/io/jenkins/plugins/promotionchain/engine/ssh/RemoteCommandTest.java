package io.jenkins.plugins.promotionchain.engine.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.TimedOut;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RemoteCommandTest {

    @TempDir
    static Path directory;

    private static OpenSshServer sshd;
    private static Sensitive key;

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private Server server;

    @BeforeAll
    static void startServer() throws Exception {
        sshd = OpenSshServer.start(directory);
        key = sshd.newLoginKey("login", "", "-t", "ed25519");
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (sshd != null) {
            sshd.close();
        }
    }

    @BeforeEach
    void connect() throws Exception {
        server = SshConnector.real().connect(sshd.target(key), Log.nowhere());
    }

    @AfterEach
    void disconnect() {
        server.close();
    }

    @Test
    void givesBothStreamsAndTellsEachLineAsItComes() throws Exception {
        CommandResult result = server.run(Command.of("sh", "-c", "echo out; echo err >&2; printf last"), lines::add);
        assertThat(result).isEqualTo(new CommandResult(0, "out\nlast", "err\n"));
        assertThat(lines).containsExactlyInAnyOrder("out", "err", "last");
    }

    @Test
    void tellsALineBeforeTheCommandEnds(@TempDir Path signal) throws Exception {
        Path go = signal.resolve("go");
        server.run(
                Command.of("sh", "-c", "echo ready; while [ ! -e \"$1\" ]; do sleep 0.05; done", "sh", go.toString()),
                line -> {
                    lines.add(line);
                    try {
                        Files.createFile(go);
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
        assertThat(lines).containsExactly("ready");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 127, 255})
    void givesTheExitStatus(int status) throws Exception {
        assertThat(server.run(Command.of("sh", "-c", "exit " + status)).exitStatus())
                .isEqualTo(status);
    }

    @Test
    void givesTheShellsStatusForACommandThatDiedOfASignal() throws Exception {
        assertThat(server.run(Command.of("sh", "-c", "kill -9 $$")).exitStatus())
                .isEqualTo(137);
    }

    @Test
    void failsWhenTheLoginShellItselfWasKilled() {
        assertThatThrownBy(() -> server.run(Command.of("sh", "-c", "kill -9 $PPID")))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("was ended by the signal KILL");
    }

    @Test
    void passesEveryWordUnchanged() throws Exception {
        List<String> words = List.of(
                "printf",
                "%s\\0",
                "",
                "a b",
                "'",
                "\"",
                "$HOME",
                "\\",
                "%s",
                "a\nb",
                "`id`",
                "-n",
                "größe 🚀",
                "~",
                "*",
                "!",
                "A=b",
                "if",
                "\t",
                "#");
        assertThat(server.run(Command.of(words)).output())
                .isEqualTo(words.stream().skip(2).collect(Collectors.joining("\0", "", "\0")));
    }

    @Test
    void refusesAWordWithANulCharacter() {
        assertThatThrownBy(() -> server.run(Command.of("echo", "a\0b"))).isInstanceOf(InvalidInput.class);
    }

    @Test
    void refusesALineThatTheServerCouldNotStart() {
        assertThatThrownBy(() -> server.run(Command.of("echo", "x".repeat(200_000))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("too long");
    }

    @Test
    void givesEndOfFileWhenThereIsNoInput() throws Exception {
        assertThat(server.run(Command.of("wc", "-c")).trimmedOutput()).isEqualTo("0");
    }

    @Test
    void passesInputOfEveryCharacter() throws Exception {
        String all = IntStream.range(0, 0x3000).mapToObj(Character::toString).collect(Collectors.joining());
        Command command = Command.of("cat").withInput(Sensitive.of(all));
        assertThat(server.run(command).output()).isEqualTo(all);
    }

    /** JSch's own would fail when a command has ended before it is set up (NullPointerException in ChannelExec.start). */
    @Test
    void hasNoThreadOfTheLibraryForItsInput() throws Exception {
        Set<String> threads = new HashSet<>();

        server.run(
                Command.of("sh", "-c", "cat >/dev/null; echo running; sleep 0.2")
                        .withInput(Sensitive.of("input")),
                line -> Thread.getAllStackTraces().keySet().forEach(thread -> threads.add(thread.getName())));

        assertThat(threads).isNotEmpty().noneMatch(name -> name.startsWith("Exec thread"));
    }

    @Test
    void survivesACommandThatDoesNotReadItsInput() throws Exception {
        Command command = Command.of("true").withInput(Sensitive.of("x".repeat(8 << 20)));
        assertThat(server.run(command).exitStatus()).isZero();
        assertThat(server.run(Command.of("echo", "next")).output()).isEqualTo("next\n");
    }

    @Test
    void takesTenMebibytesOnBothStreamsAndKeepsTheEnd() throws Exception {
        String script = "i=0; while [ $i -lt 1280 ]; do echo $1; echo $1 >&2; i=$((i+1)); done; echo end; echo END >&2";
        Command command = Command.of("sh", "-c", script, "sh", "x".repeat(8191));
        CommandResult result = server.run(command, lines::add);
        assertThat(lines).hasSize(2562);
        assertThat(result.output()).hasSizeBetween(1_000_000, 1 << 20).endsWith("x\nend\n");
        assertThat(result.errors()).hasSizeBetween(1_000_000, 1 << 20).endsWith("x\nEND\n");
    }

    @Test
    void stopsACommandThatTakesTooLong() throws Exception {
        AtomicReference<String> process = new AtomicReference<>();
        Command endless =
                Command.of("sh", "-c", "echo $$; sleep 1000; echo never").withTimeout(Duration.ofSeconds(1));
        assertThatThrownBy(() -> server.run(endless, process::set))
                .isInstanceOf(TimedOut.class)
                .hasMessageContaining("sh on root@127.0.0.1 did not end within 1 seconds and was stopped");
        awaitGone(process.get());
        assertThat(server.run(Command.of("echo", "usable")).output()).isEqualTo("usable\n");
    }

    @Test
    void killsACommandThatIgnoresTheRequestToStop() throws Exception {
        AtomicReference<String> process = new AtomicReference<>();
        Command stubborn = Command.of("sh", "-c", "trap '' TERM; echo $$; while :; do sleep 0.2; done")
                .withTimeout(Duration.ofSeconds(1));
        assertThatThrownBy(() -> server.run(stubborn, process::set)).isInstanceOf(TimedOut.class);
        awaitGone(process.get());
    }

    @Test
    void stopsTheCommandWhenTheBuildIsAborted() throws Exception {
        AtomicReference<String> process = new AtomicReference<>();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CountDownLatch started = new CountDownLatch(1);
        Thread build = new Thread(() -> {
            try {
                server.run(Command.of("sh", "-c", "echo $$; sleep 1000"), line -> {
                    process.set(line);
                    started.countDown();
                });
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        build.start();
        started.await();
        build.interrupt();
        build.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        awaitGone(process.get());
    }

    @Test
    void stopsTheCommandWhenTheBuildWasAbortedBeforeItBegan(@TempDir Path place) throws Exception {
        Path trace = place.resolve("trace");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> server.run(Command.of("sh", "-c", "sleep 2; touch \"$1\"", "sh", trace.toString())))
                .isInstanceOf(InterruptedException.class);
        server.run(Command.of("sleep", "2.5"));
        assertThat(trace).doesNotExist();
    }

    @Test
    void leavesAloneWhatBeganItsOwnSession(@TempDir Path place) throws Exception {
        String script = "setsid sh -c 'echo $$ > \"$1/pid\"; exec sleep 1000' sh \"$1\" </dev/null >/dev/null 2>&1 &"
                + " while [ ! -s \"$1/pid\" ]; do sleep 0.05; done; sleep 1000";
        Command command = Command.of("sh", "-c", script, "sh", place.toString()).withTimeout(Duration.ofSeconds(1));
        assertThatThrownBy(() -> server.run(command)).isInstanceOf(TimedOut.class);
        server.close();
        long pid = Long.parseLong(Files.readString(place.resolve("pid")).strip());
        Optional<ProcessHandle> own = ProcessHandle.of(pid);
        assertThat(own).get().matches(ProcessHandle::isAlive);
        own.get().destroyForcibly();
    }

    @Test
    void neverTakesABrokenConnectionForAnEnd() throws Exception {
        assertThatThrownBy(() -> server.run(Command.of("sh", "-c", "echo go; sleep 1000"), line -> kill()))
                .isInstanceOf(ConnectionLost.class)
                .hasMessageContaining("broke while sh ran there; how it ended is not known");
        assertThatThrownBy(() -> server.run(Command.of("true")))
                .isInstanceOf(ConnectionLost.class)
                .hasMessageContaining("was not started");
    }

    @Test
    void noticesAConnectionThatWentSilent() throws Exception {
        SshTarget impatient = sshd.target(key).withKeepAlive(Duration.ofSeconds(1));
        try (Server silent = SshConnector.real().connect(impatient, Log.nowhere())) {
            assertThatThrownBy(() -> silent.run(Command.of("sh", "-c", "echo go; sleep 1000"), line -> freeze()))
                    .isInstanceOf(ConnectionLost.class);
        } finally {
            sshd.killConnections();
        }
    }

    private static void freeze() {
        try {
            sshd.freezeConnections();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void throwsWhatTheLogThrewAndStaysUsable() throws Exception {
        assertThatThrownBy(() -> server.run(Command.of("echo", "x"), line -> {
                    throw new IllegalStateException("disk full");
                }))
                .hasMessage("disk full");
        assertThat(server.run(Command.of("echo", "usable")).output()).isEqualTo("usable\n");
    }

    @Test
    void namesTheAccountAndTheHost() {
        assertThat(server.place()).isEqualTo("root@127.0.0.1");
    }

    private static void kill() {
        new Thread(sshd::killConnections).start();
    }

    private static void awaitGone(String processId) {
        ProcessHandle.of(Long.parseLong(processId))
                .ifPresent(handle -> assertThat(handle.onExit()).succeedsWithin(Duration.ofSeconds(10)));
    }
}
