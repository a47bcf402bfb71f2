package io.jenkins.plugins.promotionchain.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.remoting.Callable;
import hudson.remoting.Future;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.promotionchain.engine.failure.HostUnreachable;
import io.jenkins.plugins.promotionchain.engine.ssh.Tunnel;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AgentRouteTest {

    private final Agent agent = new Agent();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        agent.threads.shutdownNow();
    }

    private Endpoint target() {
        return Endpoint.of("127.0.0.1", server.getLocalPort());
    }

    @Test
    void carriesBytesBothWaysThroughTheAgent() throws Exception {
        CompletableFuture<byte[]> received = CompletableFuture.supplyAsync(this::serve);

        try (Tunnel tunnel = new AgentRoute(agent).open(target()).orElseThrow();
                Socket socket = new Socket("127.0.0.1", tunnel.localPort().number())) {
            byte[] greeting = socket.getInputStream().readNBytes(6);
            socket.getOutputStream().write(new byte[] {0, 1, -1, 13, 10});
            socket.shutdownOutput();

            assertThat(greeting).asString().isEqualTo("hello\n");
            assertThat(received.get(10, TimeUnit.SECONDS)).containsExactly(0, 1, -1, 13, 10);
        }
    }

    @Test
    void theConnectionOutlivesTheDoorItCameThrough() throws Exception {
        CompletableFuture<byte[]> received = CompletableFuture.supplyAsync(this::serve);
        Tunnel tunnel = new AgentRoute(agent).open(target()).orElseThrow();

        try (Socket socket = new Socket("127.0.0.1", tunnel.localPort().number())) {
            socket.getInputStream().readNBytes(6);
            tunnel.close();
            socket.getOutputStream().write(7);
            socket.shutdownOutput();

            assertThat(received.get(10, TimeUnit.SECONDS)).containsExactly(7);
        }
    }

    @Test
    void theEndOfTheServerEndsTheConnection() throws Exception {
        CompletableFuture<Void> greeted = CompletableFuture.runAsync(() -> {
            try (Socket socket = server.accept()) {
                socket.getOutputStream().write('x');
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        try (Tunnel tunnel = new AgentRoute(agent).open(target()).orElseThrow();
                Socket socket = new Socket("127.0.0.1", tunnel.localPort().number())) {
            greeted.get(10, TimeUnit.SECONDS);

            assertThat(socket.getInputStream().readAllBytes()).containsExactly('x');
        }
    }

    @Test
    void aServerThatTheAgentCannotReachIsNamedWithTheReason() throws Exception {
        Endpoint gone = target();
        server.close();

        assertThatThrownBy(() -> new AgentRoute(agent).open(gone))
                .isInstanceOf(HostUnreachable.class)
                .hasMessageStartingWith("The agent of this build cannot connect to " + gone + ": ")
                .hasMessageContaining("refused");
    }

    private byte[] serve() {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write("hello\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An agent in the same process: runs what it is sent on a thread of its own. */
    private static final class Agent implements VirtualChannel {

        private final ExecutorService threads = Executors.newCachedThreadPool();

        @Override
        public <V, T extends Throwable> V call(Callable<V, T> callable) throws T {
            return callable.call();
        }

        @Override
        public <V, T extends Throwable> Future<V> callAsync(Callable<V, T> callable) {
            return new Answer<>(threads.submit(() -> {
                try {
                    return callable.call();
                } catch (Exception | Error e) {
                    throw e;
                } catch (Throwable e) {
                    throw new ExecutionException(e);
                }
            }));
        }
    }

    private record Answer<V>(java.util.concurrent.Future<V> future) implements Future<V> {

        @Override
        public boolean cancel(boolean interrupt) {
            return future.cancel(interrupt);
        }

        @Override
        public boolean isCancelled() {
            return future.isCancelled();
        }

        @Override
        public boolean isDone() {
            return future.isDone();
        }

        @Override
        public V get() throws InterruptedException, ExecutionException {
            return future.get();
        }

        @Override
        public V get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
            return future.get(timeout, unit);
        }
    }
}
