package io.jenkins.plugins.promotionchain.engine.ssh;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The connections of one run. A step takes a server and closes it, which gives the connection back for the next step:
 * in a row, all steps share one connection per target. Two steps at the same time never share one, because JSch's
 * sessions are not made for several threads and because a long command of one must not hold up the other; the second
 * step gets a connection of its own, which is kept for later steps too.
 *
 * <p>A connection that was given back is asked for a sign of life before it is used again, and replaced when there is
 * none. Safe for use by several threads.
 */
public final class ConnectionPool implements SshConnector, AutoCloseable {

    private static final Command SIGN_OF_LIFE = Command.of("true").withTimeout(Duration.ofSeconds(10));

    private final SshConnector connector;
    private final Map<SshTarget, Deque<Server>> idle = new HashMap<>();
    private final Set<Server> open = new HashSet<>();
    private boolean closed;

    /** @param connector opens what the pool does not have */
    public ConnectionPool(SshConnector connector) {
        this.connector = connector;
    }

    @Override
    public Server connect(SshTarget target, Log log) throws PromotionFailure, InterruptedException {
        Optional<Server> kept = takeIdle(target);
        while (kept.isPresent()) {
            if (isAlive(kept.get())) {
                return new LeasedServer(kept.get(), server -> giveBack(target, server));
            }
            log.line("The connection to " + target.place() + " is gone; connecting again");
            kept = takeIdle(target);
        }
        Server opened = connector.connect(target, log);
        register(opened);
        return new LeasedServer(opened, server -> giveBack(target, server));
    }

    /** Closes those that nobody uses at the moment; the pool stays open. */
    public void closeIdle() {
        List<Server> unused = new ArrayList<>();
        synchronized (this) {
            idle.values().forEach(unused::addAll);
            idle.clear();
            open.removeAll(unused);
        }
        unused.forEach(Server::close);
    }

    /** Closes all connections, those in use too. */
    @Override
    public void close() {
        List<Server> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(open);
            open.clear();
            idle.clear();
        }
        all.forEach(Server::close);
    }

    private boolean isAlive(Server server) throws InterruptedException {
        boolean alive = false;
        try {
            alive = server.run(SIGN_OF_LIFE).succeeded();
        } catch (PromotionFailure noSignOfLife) {
            alive = false;
        } finally {
            if (!alive) {
                synchronized (this) {
                    open.remove(server);
                }
                server.close();
            }
        }
        return alive;
    }

    private synchronized Optional<Server> takeIdle(SshTarget target) {
        requireOpen();
        return Optional.ofNullable(idle.get(target)).map(Deque::pollFirst);
    }

    private void register(Server server) {
        synchronized (this) {
            if (!closed) {
                open.add(server);
                return;
            }
        }
        server.close();
        requireOpen();
    }

    private synchronized void giveBack(SshTarget target, Server server) {
        if (!closed) {
            idle.computeIfAbsent(target, any -> new ArrayDeque<>()).addFirst(server);
        }
    }

    private synchronized void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The connections of this run are closed");
        }
    }
}
