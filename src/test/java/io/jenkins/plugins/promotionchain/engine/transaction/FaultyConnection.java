package io.jenkins.plugins.promotionchain.engine.transaction;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.ssh.FileChange;
import io.jenkins.plugins.promotionchain.engine.ssh.RemoteFile;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.ssh.Tunnel;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;

/** A connection that breaks once, before or after a certain one of the commands and files that go through it. */
final class FaultyConnection implements Server {

    /** Whether the server has done what it was asked to, when the connection breaks. */
    enum When {
        BEFORE,
        AFTER
    }

    @FunctionalInterface
    private interface Use<T> {
        T on(Server server) throws PromotionFailure, InterruptedException;
    }

    private final Server server;
    private final int breaksAt;
    private final When when;
    private int uses;
    private boolean cut;

    FaultyConnection(Server server, int breaksAt, When when) {
        this.server = server;
        this.breaksAt = breaksAt;
        this.when = when;
    }

    /** One that stays as it is until it is cut. */
    static FaultyConnection none(Server server) {
        return new FaultyConnection(server, -1, When.BEFORE);
    }

    boolean hasBroken() {
        return breaksAt > 0 && uses >= breaksAt;
    }

    /** From now on for good. */
    void cut() {
        cut = true;
    }

    @Override
    public String place() {
        return server.place();
    }

    @Override
    public CommandResult run(Command command, Log live) throws PromotionFailure, InterruptedException {
        return use(there -> there.run(command, live));
    }

    @Override
    public FileChange put(RemoteFile file) throws PromotionFailure, InterruptedException {
        return use(there -> there.put(file));
    }

    @Override
    public Tunnel openTunnel(Endpoint target) throws PromotionFailure, InterruptedException {
        return use(there -> there.openTunnel(target));
    }

    @Override
    public void close() {
        server.close();
    }

    private <T> T use(Use<T> use) throws PromotionFailure, InterruptedException {
        uses++;
        if (cut || (uses == breaksAt && when == When.BEFORE)) {
            throw broken();
        }
        T result = use.on(server);
        if (uses == breaksAt) {
            throw broken();
        }
        return result;
    }

    private ConnectionLost broken() {
        return new ConnectionLost("The connection to " + place() + " broke", "Run the build again");
    }
}
