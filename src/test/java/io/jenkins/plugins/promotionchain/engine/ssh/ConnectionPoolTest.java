package io.jenkins.plugins.promotionchain.engine.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.failure.HostUnreachable;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConnectionPoolTest {

    private final List<RecordingServer> opened = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final ConnectionPool pool = new ConnectionPool((target, log) -> {
        opened.add(new RecordingServer(target.place()));
        return opened.get(opened.size() - 1);
    });

    private static SshTarget target(String account) {
        return SshTarget.of(
                Endpoint.of("server.example", 22),
                account,
                new SshLogin.Password(Sensitive.of("x")),
                new HostKeyPolicy.Pinned(
                        Set.of(HostKeyFingerprint.of("SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"))));
    }

    @Test
    void usesOneConnectionForStepsInARow() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (Server server = pool.connect(target("a"), lines::add)) {
                server.run(Command.of("step", Integer.toString(i)));
            }
        }
        assertThat(opened).hasSize(1);
        assertThat(opened.get(0).isClosed()).isFalse();
        assertThat(opened.get(0).words()).contains(List.of("step", "0"), List.of("step", "2"));
    }

    @Test
    void givesStepsAtTheSameTimeAConnectionEach() throws Exception {
        Server one = pool.connect(target("a"), lines::add);
        Server two = pool.connect(target("a"), lines::add);
        assertThat(opened).hasSize(2);
        one.close();
        two.close();
        pool.connect(target("a"), lines::add).close();
        assertThat(opened).hasSize(2);
    }

    @Test
    void keepsAccountsApart() throws Exception {
        pool.connect(target("a"), lines::add).close();
        assertThat(pool.connect(target("b"), lines::add).place()).isEqualTo("b@server.example");
    }

    @Test
    void replacesAConnectionThatGivesNoSignOfLife() throws Exception {
        pool.connect(target("a"), lines::add).close();
        opened.get(0).fail(any -> true, new ConnectionLost("x", "y"));
        pool.connect(target("a"), lines::add).run(Command.of("step"));
        assertThat(opened.get(0).isClosed()).isTrue();
        assertThat(opened.get(1).words()).containsExactly(List.of("step"));
        assertThat(lines).containsExactly("The connection to a@server.example is gone; connecting again");
    }

    @Test
    void closesAllConnectionsThoseInUseToo() throws Exception {
        pool.connect(target("a"), lines::add).close();
        Server inUse = pool.connect(target("b"), lines::add);
        pool.close();
        assertThat(opened).allMatch(RecordingServer::isClosed);
        inUse.close();
        assertThatThrownBy(() -> pool.connect(target("a"), lines::add)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void takesNoOrdersOnceGivenBack() throws Exception {
        Server server = pool.connect(target("a"), lines::add);
        server.close();
        server.close();
        assertThatThrownBy(() -> server.run(Command.of("late"))).isInstanceOf(IllegalStateException.class);
        assertThat(opened.get(0).words()).doesNotContain(List.of("late"));
    }

    @Test
    void passesOnThatAConnectionCouldNotBeOpened() {
        ConnectionPool failing = new ConnectionPool((target, log) -> {
            throw new HostUnreachable("x", "y");
        });
        assertThatThrownBy(() -> failing.connect(target("a"), Log.nowhere())).isInstanceOf(HostUnreachable.class);
    }

    @Test
    void connectsAgainAfterAnOutage(@TempDir Path directory) throws Exception {
        try (OpenSshServer sshd = OpenSshServer.start(directory);
                ConnectionPool real = new ConnectionPool(SshConnector.real())) {
            SshTarget target = sshd.target(sshd.newLoginKey("login", "", "-t", "ed25519"));
            try (Server server = real.connect(target, lines::add)) {
                server.run(Command.of("true"));
            }
            sshd.killConnections();
            try (Server server = real.connect(target, lines::add)) {
                assertThat(server.run(Command.of("echo", "again")).output()).isEqualTo("again\n");
            }
            assertThat(lines).contains("The connection to root@127.0.0.1 is gone; connecting again");
        }
    }

    @Test
    void servesParallelStepsOnOneHost(@TempDir Path directory) throws Exception {
        ExecutorService builds = Executors.newFixedThreadPool(4);
        try (OpenSshServer sshd = OpenSshServer.start(directory);
                ConnectionPool real = new ConnectionPool(SshConnector.real())) {
            SshTarget target = sshd.target(sshd.newLoginKey("login", "", "-t", "ed25519"));
            CyclicBarrier together = new CyclicBarrier(4);
            Callable<Integer> steps = () -> {
                together.await();
                int good = 0;
                for (int i = 0; i < 10; i++) {
                    try (Server server = real.connect(target, Log.nowhere())) {
                        String own = Thread.currentThread().getName() + "#" + i;
                        good += server.run(Command.of("echo", own)).output().equals(own + "\n") ? 1 : 0;
                    }
                }
                return good;
            };
            for (Future<Integer> done : builds.invokeAll(List.of(steps, steps, steps, steps))) {
                assertThat(done.get()).isEqualTo(10);
            }
            assertThat(sshd.connections()).isBetween(1L, 4L);
        } finally {
            builds.shutdownNow();
        }
    }
}
