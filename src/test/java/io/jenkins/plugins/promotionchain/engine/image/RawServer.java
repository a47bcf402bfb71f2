package io.jenkins.plugins.promotionchain.engine.image;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of a test that breaks the rules of HTTP: it does with each connection what the test says. */
final class RawServer implements AutoCloseable {

    private final ServerSocket server;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    private RawServer(ServerSocket server) {
        this.server = server;
    }

    @FunctionalInterface
    interface Behaviour {
        void meet(Socket connection) throws IOException;
    }

    static RawServer start(Behaviour behaviour) throws IOException {
        RawServer server = new RawServer(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")));
        Thread thread = new Thread(() -> server.accept(behaviour), "raw server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    /** Answers the beginning of a request with a text, and then says nothing more. */
    static Behaviour stallingAfter(String text) {
        return connection -> {
            int ignored = connection.getInputStream().read();
            connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            connection.getOutputStream().flush();
        };
    }

    int port() {
        return server.getLocalPort();
    }

    String host() {
        return "127.0.0.1:" + port();
    }

    int connections() {
        return connections.size();
    }

    /** Reads from every connection until its other side has closed it; fails when that takes longer than 10 seconds. */
    void awaitTheEndOfAllConnections() throws IOException {
        for (Socket connection : connections) {
            connection.setSoTimeout(10_000);
            connection.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }

    private void accept(Behaviour behaviour) {
        try {
            while (true) {
                Socket connection = server.accept();
                connections.add(connection);
                behaviour.meet(connection);
            }
        } catch (SocketException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
