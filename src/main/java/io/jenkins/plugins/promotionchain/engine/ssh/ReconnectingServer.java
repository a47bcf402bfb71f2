package io.jenkins.plugins.promotionchain.engine.ssh;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.failure.HostUnreachable;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.time.Sleeper;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A server whose connection may break: what runs then fails with {@link ConnectionLost}, and the next call connects
 * anew. {@link #steadily} does so by itself for work that may be repeated. Used by one thread.
 */
public final class ReconnectingServer implements Server {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Connect connect;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Log log;
    private final Duration patience;
    private final String place;
    private Optional<Server> current;
    private int connections = 1;

    /** Makes a connection. */
    @FunctionalInterface
    public interface Connect {
        Server connect() throws PromotionFailure, InterruptedException;
    }

    /** Work that does no harm when it is done twice. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws PromotionFailure, InterruptedException;
    }

    private ReconnectingServer(
            Server first, Connect connect, Clock clock, Sleeper sleeper, Log log, Duration patience) {
        this.connect = connect;
        this.clock = clock;
        this.sleeper = sleeper;
        this.log = log;
        this.patience = patience;
        this.place = first.place();
        this.current = Optional.of(first);
    }

    /**
     * Connects.
     *
     * @param patience how long {@link #steadily} tries to connect again
     */
    public static ReconnectingServer open(Connect connect, Clock clock, Sleeper sleeper, Log log, Duration patience)
            throws PromotionFailure, InterruptedException {
        return new ReconnectingServer(connect.connect(), connect, clock, sleeper, log, patience);
    }

    /**
     * Does work, again from its beginning when the connection breaks in it.
     *
     * @throws ConnectionLost when the server could not be reached for as long as the patience lasts
     */
    public <T> T steadily(Work<T> work) throws PromotionFailure, InterruptedException {
        Optional<Instant> lostAt = Optional.empty();
        Duration pause = FIRST_PAUSE;
        while (true) {
            int before = connections;
            try {
                return work.run();
            } catch (ConnectionLost | HostUnreachable e) {
                Instant now = clock.instant();
                if (lostAt.isEmpty() || connections > before) {
                    log.line("The connection to " + place + " broke; connecting again");
                    lostAt = Optional.of(now);
                    pause = FIRST_PAUSE;
                }
                Instant since = lostAt.get();
                if (Duration.between(since, now).compareTo(patience) >= 0) {
                    throw new ConnectionLost(
                            "The connection to " + place + " broke, and for " + patience.toSeconds()
                                    + " s it could not be made again",
                            "What was under way there finishes or undoes itself alone; run the build again",
                            e);
                }
                sleeper.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public CommandResult run(Command command, Log live) throws PromotionFailure, InterruptedException {
        return connected(server -> server.run(command, live));
    }

    @Override
    public FileChange put(RemoteFile file) throws PromotionFailure, InterruptedException {
        return connected(server -> server.put(file));
    }

    @Override
    public Tunnel openTunnel(Endpoint target) throws PromotionFailure, InterruptedException {
        return connected(server -> server.openTunnel(target));
    }

    @Override
    public void close() {
        current.ifPresent(Server::close);
        current = Optional.empty();
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(Server server) throws PromotionFailure, InterruptedException;
    }

    private <T> T connected(Use<T> use) throws PromotionFailure, InterruptedException {
        if (current.isEmpty()) {
            current = Optional.of(connect.connect());
            connections++;
        }
        try {
            return use.of(current.get());
        } catch (ConnectionLost e) {
            close();
            throw e;
        }
    }
}
