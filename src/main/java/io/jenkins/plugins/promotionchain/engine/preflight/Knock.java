package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.ssh.Tunnel;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks through a tunnel whether a server reaches a port, without a program there. The SSH server opens the connection only
 * when there is one to the tunnel, and closes that without a word where it cannot; so something has to be said to which
 * there is an answer.
 */
final class Knock {

    /** To a port that speaks first when it is asked nothing. */
    static final byte[] SILENCE = {};

    /** PostgreSQL's SSLRequest, which is answered by one byte before any login (protocol 3.0, "Message Formats"). */
    static final byte[] POSTGRESQL = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f};

    private final Server server;
    private final Duration patience;

    /** @param patience how long an answer is waited for; whole milliseconds */
    Knock(Server server, Duration patience) {
        this.server = server;
        this.patience = patience;
    }

    /** @return why there was no answer, in half a sentence; none where there was one, whatever it says */
    Optional<String> say(Endpoint target, byte[] words) throws PromotionFailure, InterruptedException {
        return through(target, socket -> {
            socket.getOutputStream().write(words);
            if (socket.getInputStream().read() < 0) {
                throw new EOFException();
            }
        });
    }

    /** The same by the beginning of TLS; a certificate that nobody trusts here is an answer, too. */
    Optional<String> greet(Endpoint target) throws PromotionFailure, InterruptedException {
        return through(target, socket -> {
            SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
            try (SSLSocket tls = (SSLSocket) factory.createSocket(
                    socket, target.host().value(), target.port().number(), true)) {
                tls.startHandshake();
            } catch (SSLException e) {
                if (e.getCause() instanceof EOFException) {
                    throw e;
                }
            }
        });
    }

    @FunctionalInterface
    private interface Words {
        void to(Socket socket) throws IOException;
    }

    private Optional<String> through(Endpoint target, Words words) throws PromotionFailure, InterruptedException {
        try (Tunnel tunnel = server.openTunnel(target);
                Socket socket = new Socket()) {
            int milliseconds = Math.toIntExact(patience.toMillis());
            socket.connect(
                    new InetSocketAddress(
                            InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
                            tunnel.localPort().number()),
                    milliseconds);
            socket.setSoTimeout(milliseconds);
            words.to(socket);
            return Optional.empty();
        } catch (SocketTimeoutException e) {
            return Optional.of("no answer within " + patience.toSeconds() + " s");
        } catch (IOException e) {
            return Optional.of("no connection");
        }
    }
}
