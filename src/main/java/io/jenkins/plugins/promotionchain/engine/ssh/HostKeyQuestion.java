package io.jenkins.plugins.promotionchain.engine.ssh;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * Asks a server which host key it shows, and breaks off before a login is tried: no account, no secret is sent. Of the
 * keys that the server has, it is the one that a deployment would be shown first. Whether it is the right one has to be
 * judged by a person.
 */
public final class HostKeyQuestion {

    /** JSch wants a name for its session; it never reaches the server. */
    private static final String NOBODY = "nobody";

    private final Duration limit;

    /** @param limit for name look-up, connection and key exchange together; 1 second to 10 minutes */
    public HostKeyQuestion(Duration limit) {
        this.limit = limit;
    }

    /**
     * Asks.
     *
     * @throws PromotionFailure {@code HostUnreachable}, when nobody answers there or no SSH server does
     */
    public ShownHostKey ask(Endpoint server) throws PromotionFailure, InterruptedException {
        SshTarget target = SshTarget.of(
                        server, NOBODY, new SshLogin.Password(Sensitive.of("")), new HostKeyPolicy.KnownHosts(""))
                .withConnectTimeout(limit);
        HostKeyGate gate = new HostKeyGate(Set.of());
        ConnectFailures failures = new ConnectFailures(target);
        try {
            connect(target, gate);
            throw failures.of(new JSchException("the server showed no host key"));
        } catch (JSchException e) {
            HostKeyFingerprint fingerprint = gate.shown().orElseThrow(() -> failures.of(e));
            return new ShownHostKey(gate.keyType(), fingerprint);
        } catch (TimeoutException e) {
            throw failures.timedOut(e);
        }
    }

    /** Ends with an exception in any case: the gate lets no key through. */
    private static void connect(SshTarget target, HostKeyGate gate)
            throws JSchException, TimeoutException, InterruptedException {
        DeadlineSocketFactory sockets = new DeadlineSocketFactory(target.connectTimeout());
        var session = JschConnector.session(
                new JSch(), target, target.endpoint(), gate, HostKeyType.proposalWithout(Set.of()));
        session.setSocketFactory(sockets);
        JschConnection.open(session, sockets, target, Optional.empty()).close();
    }
}
