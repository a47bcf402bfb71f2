package io.jenkins.plugins.promotionchain.engine.transaction;

import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.ssh.ReconnectingServer;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A build that follows a transaction, impatiently, and remembers what it was told: lines, and phases in brackets. */
final class Follower {

    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final ServerTransaction transaction;

    Follower(Server server, TransactionId id) throws PromotionFailure, InterruptedException {
        this(server, id, new ReadPosition());
    }

    /** One that goes on with the log of another one. */
    Follower(Server server, TransactionId id, ReadPosition position) throws PromotionFailure, InterruptedException {
        this(server, id, position, Attendance.CONSTANT);
    }

    Follower(Server server, TransactionId id, ReadPosition position, Attendance attendance)
            throws PromotionFailure, InterruptedException {
        Log log = position.onlyNew(seen::add);
        ReconnectingServer steady =
                ReconnectingServer.open(() -> server, Clock.systemUTC(), Follower::briefly, line -> {}, PATIENCE);
        this.transaction = new ServerTransaction(
                steady, Follower::briefly, id, position, log, phase -> log.line("[" + phase + "]"), attendance);
    }

    static void briefly(Duration duration) throws InterruptedException {
        Thread.sleep(Math.min(5, duration.toMillis()));
    }

    TransactionEnd run(String work, Gatekeeper gatekeeper) throws PromotionFailure, InterruptedException {
        return transaction.run(work, gatekeeper);
    }

    ServerTransaction transaction() {
        return transaction;
    }

    List<String> seen() {
        return seen;
    }
}
