package io.jenkins.plugins.promotionchain.engine.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/** A logged-in JSch session, the thread that serves it, and the jump host's connection that it runs through. */
final class JschConnection implements AutoCloseable {

    static final HostAddress LOOPBACK = HostAddress.of("127.0.0.1");

    private static final Duration FORWARD_LIMIT = Duration.ofSeconds(10);

    private final Session session;
    private final DeadlineSocketFactory sockets;
    private final ConnectionThread thread;
    private final Optional<JschConnection> jump;

    private JschConnection(
            Session session, DeadlineSocketFactory sockets, ConnectionThread thread, Optional<JschConnection> jump) {
        this.session = session;
        this.sockets = sockets;
        this.thread = thread;
        this.jump = jump;
    }

    /**
     * Connects the session within the target's connect timeout, which covers all of it: JSch by itself limits only the
     * wait for each single byte.
     */
    static JschConnection open(
            Session session, DeadlineSocketFactory sockets, SshTarget target, Optional<JschConnection> jump)
            throws JSchException, TimeoutException, InterruptedException {
        ConnectionThread thread = new ConnectionThread(target.place());
        Duration limit = target.connectTimeout();
        boolean connected = false;
        try {
            thread.call(
                    () -> {
                        session.connect(Math.toIntExact(limit.toMillis()));
                        return session;
                    },
                    limit);
            connected = true;
            return new JschConnection(session, sockets, thread, jump);
        } finally {
            if (!connected) {
                disconnect(session, sockets, thread);
            }
        }
    }

    boolean isConnected() {
        return session.isConnected() && !thread.hasEnded();
    }

    /** A channel for one command, not connected yet. */
    ChannelExec newExecChannel() throws JSchException {
        return (ChannelExec) session.openChannel("exec");
    }

    <T> T call(Callable<T> work, Duration limit) throws JSchException, TimeoutException, InterruptedException {
        return thread.call(work, limit);
    }

    void finish(Callable<?> work, Duration limit) throws JSchException, TimeoutException {
        thread.finish(work, limit);
    }

    /** Opens a port on loopback, chosen by the operating system, that leads to the target. */
    Tunnel forward(Endpoint target) throws JSchException, TimeoutException, InterruptedException {
        int port = thread.call(
                () -> session.setPortForwardingL(
                        LOOPBACK.value(),
                        0,
                        target.host().value(),
                        target.port().number(),
                        null,
                        Math.toIntExact(FORWARD_LIMIT.toMillis())),
                FORWARD_LIMIT);
        return new ForwardedPort(session, new Port(port));
    }

    @Override
    public void close() {
        disconnect(session, sockets, thread);
        jump.ifPresent(JschConnection::close);
    }

    /** Once at once, to break off what the thread waits for, and once after it, in case that it was just connecting. */
    private static void disconnect(Session session, DeadlineSocketFactory sockets, ConnectionThread thread) {
        if (!thread.hasEnded()) {
            sockets.breakOff();
            session.disconnect();
            thread.end(session::disconnect);
        }
    }
}
