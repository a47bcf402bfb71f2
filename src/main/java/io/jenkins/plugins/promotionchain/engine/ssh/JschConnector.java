package io.jenkins.plugins.promotionchain.engine.ssh;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Connects with JSch. Every connection has its own JSch object; nothing static is configured. */
final class JschConnector implements SshConnector {

    private final Route route;

    JschConnector(Route route) {
        this.route = route;
    }

    @Override
    public Server connect(SshTarget target, Log log) throws PromotionFailure, InterruptedException {
        return new JschServer(target.place(), open(target, log));
    }

    private JschConnection open(SshTarget target, Log log) throws PromotionFailure, InterruptedException {
        Optional<JschConnection> jump = Optional.empty();
        if (target.jump().isPresent()) {
            jump = Optional.of(open(target.jump().get(), log));
        }
        boolean connected = false;
        try {
            JschConnection connection = openWithAnyExpectedKey(target, jump, log);
            connected = true;
            return connection;
        } finally {
            if (!connected) {
                jump.ifPresent(JschConnection::close);
            }
        }
    }

    /**
     * A server has keys of several types and shows the one that the client likes best, which need not be the one that
     * was pinned. A type that was rejected is left out of the next proposal; each key shown is held to the same rule.
     */
    private JschConnection openWithAnyExpectedKey(SshTarget target, Optional<JschConnection> jump, Log log)
            throws PromotionFailure, InterruptedException {
        Set<HostKeyFingerprint> expected = target.hostKeys().expectedFrom(target.endpoint());
        List<HostKeyFingerprint> shown = new ArrayList<>();
        List<String> rejectedTypes = new ArrayList<>();
        ConnectFailures failures = new ConnectFailures(target);
        while (true) {
            String proposal = HostKeyType.proposalWithout(rejectedTypes);
            HostKeyGate gate = new HostKeyGate(expected);
            try {
                JschConnection connection = openOnce(target, jump, gate, proposal);
                log.line("Connected to %s (port %s, host key %s, %s)"
                        .formatted(
                                target.place(),
                                target.endpoint().port(),
                                gate.shown().map(HostKeyFingerprint::value).orElse(""),
                                target.login().method()));
                return connection;
            } catch (JSchException e) {
                boolean noOtherType = e instanceof JSchAlgoNegoFailException && !shown.isEmpty();
                if (!gate.hasRejected() && !noOtherType) {
                    throw failures.of(e);
                }
                gate.shown().ifPresent(shown::add);
                rejectedTypes.add(gate.keyType());
                if (noOtherType
                        || expected.isEmpty()
                        || HostKeyType.proposalWithout(rejectedTypes).equals(proposal)
                        || HostKeyType.proposalWithout(rejectedTypes).isEmpty()) {
                    throw failures.hostKeyRejected(shown, expected);
                }
            } catch (TimeoutException e) {
                throw failures.timedOut(e);
            }
        }
    }

    private JschConnection openOnce(
            SshTarget target, Optional<JschConnection> jump, HostKeyGate gate, String hostKeyAlgorithms)
            throws PromotionFailure, InterruptedException, JSchException, TimeoutException {
        JSch jsch = new JSch();
        if (target.login() instanceof SshLogin.PrivateKey key) {
            PrivateKeys.addTo(jsch, target, key);
        }
        Optional<Tunnel> way =
                jump.isPresent() ? Optional.of(jump.get().forward(target.endpoint())) : route.open(target.endpoint());
        try {
            Endpoint reached = way.map(tunnel -> new Endpoint(JschConnection.LOOPBACK, tunnel.localPort()))
                    .orElse(target.endpoint());
            DeadlineSocketFactory sockets = new DeadlineSocketFactory(target.connectTimeout());
            Session session = session(jsch, target, reached, gate, hostKeyAlgorithms);
            session.setSocketFactory(sockets);
            return JschConnection.open(session, sockets, target, jump);
        } finally {
            way.ifPresent(Tunnel::close);
        }
    }

    static Session session(JSch jsch, SshTarget target, Endpoint reached, HostKeyGate gate, String hostKeyAlgorithms)
            throws JSchException {
        Port port = reached.port();
        Session session = jsch.getSession(target.account(), reached.host().value(), port.number());
        session.setDaemonThread(true);
        session.setHostKeyRepository(gate);
        session.setUserInfo(new PasswordPrompt(target.login()));
        session.setConfig("StrictHostKeyChecking", "yes");
        session.setConfig("server_host_key", hostKeyAlgorithms);
        if (target.login() instanceof SshLogin.Password) {
            session.setConfig("PreferredAuthentications", "password,keyboard-interactive");
            // One wrong password is one failure to the server too, however many methods would ask for it: accounts get
            // locked.
            session.setConfig("MaxAuthTries", "1");
        } else {
            session.setConfig("PreferredAuthentications", "publickey");
        }
        session.setConfig("compression.c2s", "none");
        session.setConfig("compression.s2c", "none");
        session.setServerAliveInterval(Math.toIntExact(target.keepAlive().toMillis()));
        session.setServerAliveCountMax(SshTarget.MISSED_KEEP_ALIVES);
        return session;
    }
}
