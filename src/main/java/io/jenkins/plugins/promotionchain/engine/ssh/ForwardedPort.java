package io.jenkins.plugins.promotionchain.engine.ssh;

import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.util.concurrent.atomic.AtomicBoolean;

/** A local port that JSch listens on. Closing it takes no new connections; those that run, run on. */
final class ForwardedPort implements Tunnel {

    private final Session session;
    private final Port localPort;
    private final AtomicBoolean closed = new AtomicBoolean();

    ForwardedPort(Session session, Port localPort) {
        this.session = session;
        this.localPort = localPort;
    }

    @Override
    public Port localPort() {
        return localPort;
    }

    /** Ends the listening; when the session has ended, JSch has done so already. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true) && session.isConnected()) {
            try {
                session.delPortForwardingL(JschConnection.LOOPBACK.value(), localPort.number());
            } catch (JSchException e) {
                if (session.isConnected()) {
                    throw new IllegalStateException("Local port " + localPort + " could not be released", e);
                }
            }
        }
    }
}
