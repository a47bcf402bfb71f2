package io.jenkins.plugins.promotionchain.engine.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.failure.HostUnreachable;
import io.jenkins.plugins.promotionchain.engine.failure.LoginFailed;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconnectingServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Command COMMAND = Command.of("true");

    private final List<String> lines = new ArrayList<>();
    private final List<Duration> slept = new ArrayList<>();
    private final Deque<PromotionFailure> refusals = new ArrayDeque<>();
    private final List<RecordingServer> connections = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    @Test
    void usesOneConnectionAsLongAsItLasts() throws Exception {
        ReconnectingServer server = open();

        server.run(COMMAND);
        server.steadily(() -> server.run(COMMAND));

        assertThat(connections).hasSize(1);
        assertThat(lines).isEmpty();
        assertThat(slept).isEmpty();
    }

    @Test
    void failsWhatRanWhenTheConnectionBrokeAndConnectsAnewForTheNext() throws Exception {
        ReconnectingServer server = open();
        breaksOnce(0);

        assertThatThrownBy(() -> server.run(COMMAND)).isInstanceOf(ConnectionLost.class);
        assertThat(server.run(COMMAND).succeeded()).isTrue();

        assertThat(connections).hasSize(2);
        assertThat(connections.get(0).isClosed()).isTrue();
    }

    @Test
    void doesSteadyWorkAgainFromItsBeginning() throws Exception {
        ReconnectingServer server = open();
        breaksOnce(0);
        List<String> done = new ArrayList<>();

        server.steadily(() -> {
            done.add("begun");
            return server.run(COMMAND);
        });

        assertThat(done).hasSize(2);
        assertThat(lines).containsExactly("The connection to django@server.example broke; connecting again");
        assertThat(slept).containsExactly(Duration.ofMillis(500));
    }

    @Test
    void pausesLongerAndLongerWhileTheServerIsAway() throws Exception {
        ReconnectingServer server = open();
        breaksOnce(0);
        for (int i = 0; i < 6; i++) {
            refusals.add(new HostUnreachable("Nobody listens", "Start sshd"));
        }

        server.steadily(() -> server.run(COMMAND));

        assertThat(slept)
                .extracting(Duration::toMillis)
                .containsExactly(500L, 1000L, 2000L, 4000L, 5000L, 5000L, 5000L);
        assertThat(lines).as("said once").hasSize(1);
    }

    @Test
    void givesUpWhenItsPatienceEndsAndSaysWhatBecomesOfTheWork() throws Exception {
        ReconnectingServer server = open();
        breaksOnce(0);
        for (int i = 0; i < 100; i++) {
            refusals.add(new HostUnreachable("Nobody listens", "Start sshd"));
        }

        assertThatThrownBy(() -> server.steadily(() -> server.run(COMMAND)))
                .isInstanceOf(ConnectionLost.class)
                .hasMessage("The connection to django@server.example broke, and for 60 s it could not be made again."
                        + " What was under way there finishes or undoes itself alone; run the build again.")
                .hasCauseInstanceOf(HostUnreachable.class);
        assertThat(Duration.between(Instant.EPOCH, now)).isBetween(PATIENCE, PATIENCE.plusSeconds(5));
    }

    @Test
    void countsItsPatienceAnewAfterEachConnectionThatWasMade() throws Exception {
        ReconnectingServer server = open();
        breaksOnce(0);
        List<String> done = new ArrayList<>();

        server.steadily(() -> {
            server.run(COMMAND);
            now = now.plus(PATIENCE.multipliedBy(2));
            done.add("long");
            if (done.size() < 3) {
                breaksOnce(connections.size() - 1);
                server.run(COMMAND);
            }
            return done;
        });

        assertThat(done).hasSize(3);
        assertThat(lines).hasSize(3);
    }

    @Test
    void doesNotRepeatWhatFailsForAnotherReason() throws Exception {
        ReconnectingServer server = open();
        List<String> done = new ArrayList<>();

        assertThatThrownBy(() -> server.steadily(() -> {
                    done.add("begun");
                    throw new CommandFailed("It failed", "Look");
                }))
                .isInstanceOf(CommandFailed.class);
        assertThat(done).hasSize(1);
        breaksOnce(0);
        refusals.add(new LoginFailed("The password was changed", "Update the credential"));
        assertThatThrownBy(() -> server.steadily(() -> server.run(COMMAND))).isInstanceOf(LoginFailed.class);
    }

    @Test
    void anAbortEndsTheWaitForTheServer() throws Exception {
        ReconnectingServer server = ReconnectingServer.open(
                this::connect,
                clock(),
                duration -> {
                    throw new InterruptedException();
                },
                lines::add,
                PATIENCE);
        breaksOnce(0);

        assertThatThrownBy(() -> server.steadily(() -> server.run(COMMAND))).isInstanceOf(InterruptedException.class);
    }

    @Test
    void theFirstConnectionIsTriedOnce() {
        refusals.add(new HostUnreachable("Nobody listens", "Start sshd"));

        assertThatThrownBy(this::open).isInstanceOf(HostUnreachable.class);
        assertThat(slept).isEmpty();
    }

    private ReconnectingServer open() throws Exception {
        return ReconnectingServer.open(
                this::connect,
                clock(),
                duration -> {
                    slept.add(duration);
                    now = now.plus(duration);
                },
                lines::add,
                PATIENCE);
    }

    private Server connect() throws PromotionFailure {
        if (!refusals.isEmpty()) {
            throw refusals.remove();
        }
        connections.add(new RecordingServer());
        return connections.get(connections.size() - 1);
    }

    private void breaksOnce(int connection) {
        connections.get(connection).once(command -> true, command -> {
            throw new ConnectionLost("The connection broke", "Run the build again");
        });
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }
}
