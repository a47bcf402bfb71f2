package io.jenkins.plugins.promotionchain.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.ssh.FileChange;
import io.jenkins.plugins.promotionchain.engine.ssh.HostKeyFingerprint;
import io.jenkins.plugins.promotionchain.engine.ssh.HostKeyPolicy;
import io.jenkins.plugins.promotionchain.engine.ssh.RemoteFile;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.ssh.SshLogin;
import io.jenkins.plugins.promotionchain.engine.ssh.SshTarget;
import io.jenkins.plugins.promotionchain.engine.ssh.Tunnel;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BuildConnectionsTest {

    private static final SshTarget TARGET = SshTarget.of(
            Endpoint.of("127.0.0.2", 22),
            "deploy",
            new SshLogin.Password(Sensitive.of("pw")),
            new HostKeyPolicy.Pinned(Set.of(HostKeyFingerprint.of("SHA256:" + "A".repeat(43)))));

    private final List<Connection> opened = new ArrayList<>();
    private final BuildConnections connections = new BuildConnections(route -> (target, log) -> {
        Connection connection = new Connection();
        opened.add(connection);
        return connection;
    });

    @BeforeEach
    void start() {
        FakeJenkins.start();
    }

    private void oneStepOf(FakeBuild build) throws Exception {
        try (Server server = connections.connect(build, Optional.empty(), TARGET, Log.nowhere())) {
            server.run(Command.of("true"));
        }
    }

    @Test
    void theStepsOfABuildShareAConnection() throws Exception {
        FakeBuild build = FakeBuild.of("shop");
        oneStepOf(build);
        oneStepOf(build);

        assertThat(opened).hasSize(1);
        assertThat(opened.get(0).closed).isFalse();
    }

    @Test
    void twoBuildsDoNot() throws Exception {
        oneStepOf(FakeBuild.of("shop"));
        oneStepOf(FakeBuild.of("blog"));

        assertThat(opened).hasSize(2);
    }

    @Test
    void theEndOfABuildClosesItsConnectionsOnly() throws Exception {
        FakeBuild shop = FakeBuild.of("shop");
        oneStepOf(shop);
        oneStepOf(FakeBuild.of("blog"));

        connections.onCompleted(shop, () -> System.out);
        connections.onFinalized(shop);

        assertThat(opened).extracting(connection -> connection.closed).containsExactly(true, false);
    }

    @Test
    void theConnectionsOfABuildThatDiedAreClosedAtTheNextOccasion() throws Exception {
        FakeBuild dead = FakeBuild.of("shop");
        oneStepOf(dead);
        dead.end();

        oneStepOf(FakeBuild.of("blog"));

        assertThat(opened).extracting(connection -> connection.closed).containsExactly(true, false);
    }

    /** A server that does everything and nothing. */
    private static final class Connection implements Server {

        private boolean closed;

        @Override
        public String place() {
            return "deploy@127.0.0.2";
        }

        @Override
        public CommandResult run(Command command, Log live) {
            return new CommandResult(0, "", "");
        }

        @Override
        public FileChange put(RemoteFile file) {
            return FileChange.UNCHANGED;
        }

        @Override
        public Tunnel openTunnel(Endpoint target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
