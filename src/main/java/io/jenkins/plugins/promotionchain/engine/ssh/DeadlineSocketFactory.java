package io.jenkins.plugins.promotionchain.engine.ssh;

import com.jcraft.jsch.SocketFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/**
 * Opens a socket within a time, trying all addresses of the host. JSch's own way leaves a thread behind for each
 * address that does not answer, until the operating system gives up.
 */
final class DeadlineSocketFactory implements SocketFactory {

    private final long deadline;
    private volatile Optional<Socket> opened = Optional.empty();

    DeadlineSocketFactory(Duration limit) {
        deadline = System.nanoTime() + limit.toNanos();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        IOException last = null;
        for (InetAddress address : InetAddress.getAllByName(host)) {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                break;
            }
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port), Math.toIntExact(millis));
                opened = Optional.of(socket);
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last == null ? new SocketTimeoutException("no time left to connect") : last;
    }

    /**
     * Closes what was opened. JSch waits in its own way of closing for a write that never ends when the other side has
     * stopped to read; this ends the write.
     */
    void breakOff() {
        opened.ifPresent(socket -> {
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                // What is to be broken off is broken.
            }
        });
    }

    @Override
    public InputStream getInputStream(Socket socket) throws IOException {
        return socket.getInputStream();
    }

    @Override
    public OutputStream getOutputStream(Socket socket) throws IOException {
        return socket.getOutputStream();
    }
}
