package io.jenkins.plugins.promotionchain.engine.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessListLeakTest {

    private static final String SENTINEL = "sentinel-3f9c1d";

    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    @Test
    void showsNoSecretInProcessListsEnvironmentsOrLogs(@TempDir Path directory) throws Exception {
        AtomicBoolean running = new AtomicBoolean(true);
        Thread watcher = new Thread(() -> {
            while (running.get()) {
                sample();
            }
        });
        try (OpenSshServer sshd = OpenSshServer.start(directory, "LogLevel DEBUG1")) {
            Sensitive key = sshd.newLoginKey("login", SENTINEL, "-t", "ed25519");
            SshTarget base = sshd.target(key);
            SshTarget target = SshTarget.of(
                    base.endpoint(),
                    base.account(),
                    new SshLogin.PrivateKey(key, Optional.of(Sensitive.of(SENTINEL))),
                    base.hostKeys());
            watcher.start();
            try (Server server = SshConnector.real().connect(target, lines::add)) {
                Sensitive secret = Sensitive.of("PASSWORD=" + SENTINEL);
                for (int i = 0; i < 5; i++) {
                    server.put(
                            RemoteFile.secret(directory.resolve("put/env" + i).toString(), secret));
                    server.run(Command.script(Sensitive.of("x=" + SENTINEL + "; sleep 0.05; : $x")), lines::add);
                    server.run(
                            Command.of("sh", "-c", "sleep 0.05; cat >/dev/null").withInput(secret), lines::add);
                }
            } finally {
                running.set(false);
                watcher.join();
            }
            assertThat(sshd.log()).doesNotContain(SENTINEL);
        }
        assertThat(seen).as("the samples saw the commands at work").anyMatch(line -> line.contains("sleep"));
        assertThat(seen).noneMatch(line -> line.contains(SENTINEL));
        assertThat(lines).isNotEmpty().noneMatch(line -> line.contains(SENTINEL));
    }

    private void sample() {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .forEach(process -> {
                        read(process.resolve("cmdline"));
                        read(process.resolve("environ"));
                    });
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void read(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            if (text.contains("sleep") || text.contains(SENTINEL)) {
                seen.add(text.replace('\0', ' '));
            }
        } catch (IOException processHasEnded) {
            Thread.yield();
        }
    }
}
