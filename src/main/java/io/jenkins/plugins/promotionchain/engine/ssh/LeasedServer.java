package io.jenkins.plugins.promotionchain.engine.ssh;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A pooled connection in the hands of one step; closing it gives the connection back, once. */
final class LeasedServer implements Server {

    private final Server server;
    private final Consumer<Server> giveBack;
    private final AtomicBoolean returned = new AtomicBoolean();

    LeasedServer(Server server, Consumer<Server> giveBack) {
        this.server = server;
        this.giveBack = giveBack;
    }

    @Override
    public String place() {
        return server.place();
    }

    @Override
    public CommandResult run(Command command, Log live) throws PromotionFailure, InterruptedException {
        return held().run(command, live);
    }

    @Override
    public FileChange put(RemoteFile file) throws PromotionFailure, InterruptedException {
        return held().put(file);
    }

    @Override
    public Tunnel openTunnel(Endpoint target) throws PromotionFailure, InterruptedException {
        return held().openTunnel(target);
    }

    @Override
    public void close() {
        if (returned.compareAndSet(false, true)) {
            giveBack.accept(server);
        }
    }

    private Server held() {
        if (returned.get()) {
            throw new IllegalStateException("The connection to " + server.place() + " was given back");
        }
        return server;
    }
}
