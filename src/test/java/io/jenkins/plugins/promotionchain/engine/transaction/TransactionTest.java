package io.jenkins.plugins.promotionchain.engine.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.transaction.ShellServer.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of transactions in real shells have in common: a server, work for it, and nothing left running. */
abstract class TransactionTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    final TransactionId id = TransactionId.random();
    private final List<ShellServer> servers = new ArrayList<>();
    private final List<TransactionId> ids = new ArrayList<>(List.of(id));
    private final ExecutorService others = Executors.newCachedThreadPool();

    @AfterEach
    void nothingIsLeftRunning() throws Exception {
        others.shutdownNow();
        for (ShellServer server : servers) {
            for (TransactionId each : ids) {
                server.processOf(each).forEach(ProcessHandle::destroyForcibly);
                eventually(() -> server.processOf(each).isEmpty());
            }
            server.takeDown();
        }
    }

    ShellServer server(Shell shell) throws IOException {
        return known(new ShellServer(directory.resolve("server" + servers.size()), shell));
    }

    ShellServer known(ShellServer server) {
        servers.add(server);
        return server;
    }

    TransactionId another() {
        ids.add(TransactionId.random());
        return ids.get(ids.size() - 1);
    }

    /** Work whose seconds are 0.1 s long, and whose lock nobody else on this machine takes. */
    String work(String... lines) {
        return "sleep() { command sleep 0.01; }\nlock_file() { echo " + directory + "/lock.$1; }\nwork() {\n"
                + String.join("\n", lines) + "\n}\n";
    }

    Follower follower(Server server) throws PromotionFailure, InterruptedException {
        return new Follower(server, id);
    }

    <T> Future<T> meanwhile(Callable<T> what) {
        return others.submit(what);
    }

    /** Begins it, and is gone for good at its first gate. */
    Follower beginAndLose(ShellServer server, TransactionId which, String work) throws Exception {
        FaultyConnection connection = FaultyConnection.none(server);
        Follower lost = new Follower(connection, which);
        assertThatThrownBy(() -> lost.run(work, (gate, told) -> {
                    connection.cut();
                    throw new ConnectionLost("The connection broke", "Run the build again");
                }))
                .isInstanceOf(ConnectionLost.class);
        return lost;
    }

    static void eventually(Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(SOON);
        while (!condition.call()) {
            assertThat(Instant.now()).as("waited long enough").isBefore(end);
            Thread.sleep(5);
        }
    }

    static void eventually(Path file) throws Exception {
        eventually(() -> Files.exists(file));
    }
}
