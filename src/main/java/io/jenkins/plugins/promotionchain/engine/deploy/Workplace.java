package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.ssh.ReconnectingServer;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.time.Sleeper;
import io.jenkins.plugins.promotionchain.engine.transaction.Attendance;
import io.jenkins.plugins.promotionchain.engine.transaction.AttendedServer;
import io.jenkins.plugins.promotionchain.engine.transaction.ReadPosition;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import java.time.Clock;

/**
 * Where and by whom something is deployed.
 *
 * @param id by which the same step of the same build finds its work again
 * @param position up to which the log tells of that work already
 * @param attendance may leave the server alone while a transaction waits there
 */
public record Workplace(
        ReconnectingServer connection,
        TransactionId id,
        ReadPosition position,
        Attendance attendance,
        Clock clock,
        Sleeper sleeper,
        Log log)
        implements AutoCloseable {

    public Workplace {
        log = position.onlyNew(log);
    }

    /** The server, for what is done while a transaction waits. */
    public Server server() {
        return new AttendedServer(connection, id);
    }

    @Override
    public void close() {
        connection.close();
    }
}
