package io.jenkins.plugins.promotionchain.engine.ssh;

import io.jenkins.plugins.promotionchain.engine.command.CommandRunner;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;

/**
 * A server as a deployment sees it: run a command, put a file, open a tunnel. The narrow waist between what is deployed
 * and how the server is reached, and the place where faults are injected in tests.
 */
public interface Server extends CommandRunner, AutoCloseable {

    /**
     * Puts a file, creating missing directories (mode 0700), in one atomic rename; a file with the same content and
     * mode is left alone. The content never shows in a process list.
     *
     * @throws PromotionFailure when it cannot be written; the old file is then untouched
     */
    FileChange put(RemoteFile file) throws PromotionFailure, InterruptedException;

    /** Opens a local port on 127.0.0.1 that leads, through the server, to the target as the server sees it. */
    Tunnel openTunnel(Endpoint target) throws PromotionFailure, InterruptedException;

    /** Ends the connection; what was started on the server under its own session goes on. */
    @Override
    void close();
}
