package io.jenkins.plugins.promotionchain.engine.transaction;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.ssh.FileChange;
import io.jenkins.plugins.promotionchain.engine.ssh.RemoteFile;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.ssh.Tunnel;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.util.ArrayList;
import java.util.List;

/**
 * The server for what a gatekeeper does while a transaction waits for it: each command leaves its process id in the
 * transaction's directory, from which the transaction sees that somebody is there.
 */
public final class AttendedServer implements Server {

    private static final String SCRIPT = "{ echo $$ >\"$0/busy\"; } 2>/dev/null; exec \"$@\"";

    private final Server server;
    private final TransactionId id;

    public AttendedServer(Server server, TransactionId id) {
        this.server = server;
        this.id = id;
    }

    @Override
    public String place() {
        return server.place();
    }

    @Override
    public CommandResult run(Command command, Log live) throws PromotionFailure, InterruptedException {
        List<String> words = new ArrayList<>(List.of("sh", "-c", SCRIPT, id.directory()));
        words.addAll(command.words());
        return server.run(new Command(words, command.input(), command.timeout()), live);
    }

    @Override
    public FileChange put(RemoteFile file) throws PromotionFailure, InterruptedException {
        return server.put(file);
    }

    @Override
    public Tunnel openTunnel(Endpoint target) throws PromotionFailure, InterruptedException {
        return server.openTunnel(target);
    }

    @Override
    public void close() {
        server.close();
    }
}
