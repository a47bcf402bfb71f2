package io.jenkins.plugins.promotionchain.engine.ssh;

import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.UserAuthFactory;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/** An SSH server inside of the test: lets an account in by password, and does with commands what the test wants. */
final class MinaServer implements AutoCloseable {

    static final String ACCOUNT = "django";
    static final Sensitive PASSWORD = Sensitive.of("pa'ss $w\"ord ü");

    /** What a command does; it runs on a thread of its own. */
    @FunctionalInterface
    interface Behaviour {
        void run(Call call) throws IOException;
    }

    /** One command that a client asked for. */
    record Call(
            String line,
            ChannelSession channel,
            InputStream input,
            OutputStream output,
            OutputStream errors,
            ExitCallback exit) {

        void print(String text) throws IOException {
            output.write(text.getBytes(StandardCharsets.UTF_8));
            output.flush();
        }
    }

    private final SshServer server = SshServer.setUpDefaultServer();
    private final KeyPair hostKey;
    private final AtomicInteger attempts = new AtomicInteger();

    private MinaServer(KeyPair hostKey) {
        this.hostKey = hostKey;
    }

    /** Starts a server that offers the method {@code password}. */
    static MinaServer start(Behaviour behaviour) throws IOException, GeneralSecurityException {
        return start(behaviour, UserAuthPasswordFactory.INSTANCE);
    }

    /** Starts a server that offers {@code keyboard-interactive} only, as PAM set-ups do. */
    static MinaServer startInteractive(Behaviour behaviour) throws IOException, GeneralSecurityException {
        return start(behaviour, UserAuthKeyboardInteractiveFactory.INSTANCE);
    }

    private static MinaServer start(Behaviour behaviour, UserAuthFactory method)
            throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        MinaServer mina = new MinaServer(generator.generateKeyPair());
        mina.server.setHost("127.0.0.1");
        mina.server.setPort(0);
        mina.server.setKeyPairProvider(KeyPairProvider.wrap(mina.hostKey));
        mina.server.setUserAuthFactories(List.of(method));
        mina.server.setPasswordAuthenticator((account, password, session) -> {
            mina.attempts.incrementAndGet();
            return account.equals(ACCOUNT) && password.equals(PASSWORD.reveal());
        });
        mina.server.setCommandFactory((channel, line) -> new BehaviourCommand(line, behaviour));
        mina.server.start();
        return mina;
    }

    Endpoint endpoint() {
        return Endpoint.of("127.0.0.1", server.getPort());
    }

    HostKeyFingerprint hostKeyFingerprint() {
        ByteArrayBuffer buffer = new ByteArrayBuffer();
        buffer.putRawPublicKey(hostKey.getPublic());
        return HostKeyFingerprint.ofKey(buffer.getCompactData());
    }

    SshTarget target() {
        return targetWith(PASSWORD);
    }

    SshTarget targetWith(Sensitive password) {
        return SshTarget.of(
                endpoint(),
                ACCOUNT,
                new SshLogin.Password(password),
                new HostKeyPolicy.Pinned(Set.of(hostKeyFingerprint())));
    }

    /** How many passwords it was asked to check. */
    int attempts() {
        return attempts.get();
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    private static final class BehaviourCommand implements Command {

        private final String line;
        private final Behaviour behaviour;
        private InputStream input;
        private OutputStream output;
        private OutputStream errors;
        private ExitCallback exit;

        BehaviourCommand(String line, Behaviour behaviour) {
            this.line = line;
            this.behaviour = behaviour;
        }

        @Override
        public void setInputStream(InputStream in) {
            input = in;
        }

        @Override
        public void setOutputStream(OutputStream out) {
            output = out;
        }

        @Override
        public void setErrorStream(OutputStream err) {
            errors = err;
        }

        @Override
        public void setExitCallback(ExitCallback callback) {
            exit = callback;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) {
            Thread thread = new Thread(() -> {
                try {
                    behaviour.run(new Call(line, channel, input, output, errors, exit));
                } catch (IOException e) {
                    exit.onExit(255, e.toString());
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void destroy(ChannelSession channel) {}
    }
}
