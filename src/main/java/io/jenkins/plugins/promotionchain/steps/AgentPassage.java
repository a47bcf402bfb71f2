package io.jenkins.plugins.promotionchain.steps;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The controller's half of the way through an agent: takes one connection and joins it with the relay. */
final class AgentPassage {

    private static final Logger LOGGER = Logger.getLogger(AgentPassage.class.getName());

    private final ServerSocket door;
    private final OutputStream toAgent;
    private final InputStream fromAgent;
    private final Future<Void> relay;

    AgentPassage(ServerSocket door, OutputStream toAgent, InputStream fromAgent, Future<Void> relay) {
        this.door = door;
        this.toAgent = toAgent;
        this.fromAgent = fromAgent;
        this.relay = relay;
    }

    void start() {
        daemon("promotion-chain passage", this::pass);
    }

    private void pass() {
        try (Socket connection = door.accept()) {
            connection.setTcpNoDelay(true);
            daemon("promotion-chain passage back", () -> back(connection));
            AgentRelay.copy(connection.getInputStream(), toAgent);
        } catch (IOException ended) {
            LOGGER.log(Level.FINE, "A connection through an agent has ended", ended);
        } finally {
            end();
        }
    }

    private void back(Socket connection) {
        try (connection) {
            AgentRelay.copy(fromAgent, connection.getOutputStream());
        } catch (IOException ended) {
            LOGGER.log(Level.FINE, "A connection through an agent has ended", ended);
        }
    }

    private void end() {
        try {
            toAgent.close();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "The agent is gone already", e);
        }
        relay.cancel(true);
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
