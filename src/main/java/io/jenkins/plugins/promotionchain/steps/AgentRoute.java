package io.jenkins.plugins.promotionchain.steps;

import hudson.remoting.Future;
import hudson.remoting.Pipe;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.promotionchain.engine.failure.HostUnreachable;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.ssh.Route;
import io.jenkins.plugins.promotionchain.engine.ssh.SshTarget;
import io.jenkins.plugins.promotionchain.engine.ssh.Tunnel;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Reaches servers through the agent of the build ({@code runOn: 'agent'}). The SSH connection still ends on the
 * controller: keys and passwords never reach the agent, and a dishonest agent is noticed by the host key.
 */
final class AgentRoute implements Route {

    private final VirtualChannel agent;

    AgentRoute(VirtualChannel agent) {
        this.agent = agent;
    }

    @Override
    public Optional<Tunnel> open(Endpoint target) throws PromotionFailure, InterruptedException {
        try {
            Pipe toServer = Pipe.createLocalToRemote();
            Pipe fromServer = Pipe.createRemoteToLocal();
            Future<Void> relay = agent.callAsync(new AgentRelay(
                    target.host().value(),
                    target.port().number(),
                    Math.toIntExact(SshTarget.DEFAULT_CONNECT_TIMEOUT.toMillis()),
                    toServer,
                    fromServer));
            awaitConnection(target, fromServer, relay);
            ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            new AgentPassage(door, toServer.getOut(), fromServer.getIn(), relay).start();
            return Optional.of(new Door(door));
        } catch (IOException e) {
            throw unreachable(target, e);
        }
    }

    private static void awaitConnection(Endpoint target, Pipe fromServer, Future<Void> relay)
            throws IOException, PromotionFailure, InterruptedException {
        if (fromServer.getIn().read() == AgentRelay.CONNECTED) {
            return;
        }
        try {
            relay.get();
            throw unreachable(target, new IOException("the agent gave up"));
        } catch (ExecutionException e) {
            throw unreachable(target, e.getCause());
        }
    }

    private static HostUnreachable unreachable(Endpoint target, Throwable cause) {
        return new HostUnreachable(
                "The agent of this build cannot connect to " + target + ": " + cause.getMessage(),
                "Check that the server is up and reachable from the agent, or leave runOn out where the controller"
                        + " reaches it",
                cause);
    }

    /** The port that the SSH connection is made to; what went through it stays open when it closes. */
    private record Door(ServerSocket socket) implements Tunnel {

        @Override
        public Port localPort() {
            return new Port(socket.getLocalPort());
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("A local port could not be closed", e);
            }
        }
    }
}
