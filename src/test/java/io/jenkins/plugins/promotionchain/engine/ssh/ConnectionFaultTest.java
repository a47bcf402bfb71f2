package io.jenkins.plugins.promotionchain.engine.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.failure.HostUnreachable;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectionFaultTest {

    private static SshTarget at(Endpoint endpoint) {
        return SshTarget.of(
                        endpoint,
                        "django",
                        new SshLogin.Password(Sensitive.of("x")),
                        new HostKeyPolicy.Pinned(
                                Set.of(HostKeyFingerprint.of("SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"))))
                .withConnectTimeout(Duration.ofSeconds(1));
    }

    private static void connect(SshTarget target) throws Exception {
        SshConnector.real().connect(target, Log.nowhere()).close();
    }

    @Test
    void saysThatNothingListens() throws Exception {
        Endpoint closed = Endpoint.of("127.0.0.1", OpenSshServer.freePort());
        assertThatThrownBy(() -> connect(at(closed)))
                .isInstanceOf(HostUnreachable.class)
                .hasMessage(
                        closed + " refused the connection. Check that the SSH server runs there, and its port in the"
                                + " configuration.");
    }

    /** A name with an empty label, which no name server is asked for. */
    @Test
    void saysThatTheHostNameIsNotKnown() {
        assertThatThrownBy(() -> connect(
                        at(Endpoint.of("no..such.host.invalid", 22)).withConnectTimeout(Duration.ofSeconds(20))))
                .isInstanceOf(HostUnreachable.class)
                .hasMessageContaining("The host name no..such.host.invalid is not known");
    }

    @Test
    void givesUpOnAServerThatSaysNothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> connect(at(Endpoint.of("127.0.0.1", silent.getLocalPort()))))
                    .isInstanceOf(HostUnreachable.class)
                    .hasMessageContaining("did not answer within 1 seconds");
        }
    }

    @Test
    void givesUpOnAServerWhoseGreetingDripsForever() throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread dripping = new Thread(() -> drip(slow));
            dripping.start();
            assertThatThrownBy(() -> connect(at(Endpoint.of("127.0.0.1", slow.getLocalPort()))))
                    .isInstanceOf(HostUnreachable.class)
                    .hasMessageContaining("did not answer within 1 seconds");
            dripping.join();
        }
    }

    @Test
    void saysThatTheServerHungUp() throws Exception {
        try (ServerSocket rude = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread hanging = new Thread(() -> {
                try {
                    rude.accept().close();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            hanging.start();
            assertThatThrownBy(() -> connect(at(Endpoint.of("127.0.0.1", rude.getLocalPort()))))
                    .isInstanceOf(HostUnreachable.class);
            hanging.join();
        }
    }

    @Test
    void leavesAtOnceWhenTheBuildIsAbortedWhileConnecting() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            SshTarget target =
                    at(Endpoint.of("127.0.0.1", silent.getLocalPort())).withConnectTimeout(Duration.ofMinutes(5));
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> connect(target)).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void takesACommandWithoutExitStatusForALostOne() throws Exception {
        try (MinaServer mina = MinaServer.start(call -> {
                    call.print("half of the out");
                    call.channel().close(false);
                });
                Server server = SshConnector.real().connect(mina.target(), Log.nowhere())) {
            assertThatThrownBy(() -> server.run(Command.of("deploy")))
                    .isInstanceOf(ConnectionLost.class)
                    .hasMessageContaining("deploy ran there; how it ended is not known");
        }
    }

    @Test
    void noticesAConnectionThatIsCutInTheMiddle() throws Exception {
        try (MinaServer mina = MinaServer.start(call -> {
                    call.print("half of the out");
                    call.channel().getSession().close(true);
                });
                Server server = SshConnector.real().connect(mina.target(), Log.nowhere())) {
            assertThatThrownBy(() -> server.run(Command.of("deploy"))).isInstanceOf(ConnectionLost.class);
        }
    }

    @Test
    void findsTheAnswerOfAPutAmongGarbage() throws Exception {
        try (MinaServer mina = MinaServer.start(call -> {
                    String token = call.line().replaceAll("(?s).* ([0-9a-f-]{36}); exit.*", "$1");
                    call.print("Welcome! CREATED UNCHANGED\nno line end:\n" + token + " REPLACED\nbye");
                    call.exit().onExit(0);
                });
                Server server = SshConnector.real().connect(mina.target(), Log.nowhere())) {
            assertThat(server.put(RemoteFile.readable("/x", "y"))).isEqualTo(FileChange.REPLACED);
        }
    }

    @Test
    void takesAPutWithoutAnswerForFailed() throws Exception {
        try (MinaServer mina = MinaServer.start(call -> {
                    call.print("This account is not available.\n");
                    call.exit().onExit(0);
                });
                Server server = SshConnector.real().connect(mina.target(), Log.nowhere())) {
            assertThatThrownBy(() -> server.put(RemoteFile.secret("/x", Sensitive.of("sentinel"))))
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining("The file /x could not be put on django@127.0.0.1")
                    .hasMessageNotContaining("sentinel");
        }
    }

    @Test
    void keepsNoiseOfAShellProfileOnItsStreams() throws Exception {
        try (MinaServer mina = MinaServer.start(call -> {
                    String token = call.line().replaceAll("(?s)echo ([^;\\s]+);.*", "$1");
                    call.errors().write(("noise\nmore noise" + token + " 42\nreal\n").getBytes(StandardCharsets.UTF_8));
                    call.errors().flush();
                    call.exit().onExit(3);
                });
                Server server = SshConnector.real().connect(mina.target(), Log.nowhere())) {
            assertThat(server.run(Command.of("x"))).isEqualTo(new CommandResult(3, "", "noise\nmore noisereal\n"));
        }
    }

    private static void drip(ServerSocket server) {
        try (Socket client = server.accept()) {
            while (client.getInputStream().available() >= 0) {
                client.getOutputStream().write('x');
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (IOException clientLeft) {
            Thread.yield();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
