package io.jenkins.plugins.promotionchain.steps;

import hudson.remoting.Pipe;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import jenkins.security.MasterToSlaveCallable;

/**
 * Runs on the agent: connects to a server and passes bytes on in both directions until one side ends. The first byte
 * that it sends back says that the connection is there. It sees nothing but what an eavesdropper would.
 */
final class AgentRelay extends MasterToSlaveCallable<Void, IOException> {

    private static final long serialVersionUID = 1L;

    /** Comes before the first byte of the server. */
    static final int CONNECTED = 1;

    private final String host;
    private final int port;
    private final int timeoutMillis;
    private final Pipe toServer;
    private final Pipe fromServer;

    AgentRelay(String host, int port, int timeoutMillis, Pipe toServer, Pipe fromServer) {
        this.host = host;
        this.port = port;
        this.timeoutMillis = timeoutMillis;
        this.toServer = toServer;
        this.fromServer = fromServer;
    }

    @Override
    public Void call() throws IOException {
        try (OutputStream back = fromServer.getOut();
                Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), timeoutMillis);
            socket.setTcpNoDelay(true);
            back.write(CONNECTED);
            back.flush();
            Thread forth = new Thread(() -> forward(socket), "promotion-chain relay to " + host + ":" + port);
            forth.setDaemon(true);
            forth.start();
            copy(socket.getInputStream(), back);
            return null;
        }
    }

    private void forward(Socket socket) {
        try (InputStream in = toServer.getIn()) {
            copy(in, socket.getOutputStream());
            socket.shutdownOutput();
        } catch (IOException ended) {
            // Either side may end at any time; the other direction then ends as well, and the SSH connection notices.
            closeQuietly(socket);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            System.getLogger(AgentRelay.class.getName()).log(System.Logger.Level.DEBUG, "A socket did not close", e);
        }
    }

    /** Hands on what is there at once: an SSH packet must not wait for the next one. */
    static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[32_768];
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            to.write(buffer, 0, count);
            to.flush();
        }
    }
}
