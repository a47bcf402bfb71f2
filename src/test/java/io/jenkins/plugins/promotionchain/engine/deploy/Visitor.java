package io.jenkins.plugins.promotionchain.engine.deploy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who asks for a page every 10 ms, each time over a new connection, and remembers what went wrong. */
final class Visitor implements AutoCloseable {

    private static final int PAUSE_MILLIS = 10;
    private static final int SOME = 20;
    private static final int PATIENCE_MILLIS = 10_000;

    private final String host;
    private final int port;
    private final String path;
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean going = true;
    private volatile int requests;

    Visitor(String host, int port, String path) {
        this.host = host;
        this.port = port;
        this.path = path;
        this.thread = new Thread(this::visit, "visitor");
        thread.start();
    }

    int requests() {
        return requests;
    }

    /** What went wrong, with the number of the request. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** The different bodies that were answered, in order of appearance, without repetition in a row. */
    List<String> versions() {
        List<String> all = new ArrayList<>();
        bodies.forEach(body -> {
            if (all.isEmpty() || !all.get(all.size() - 1).equals(body)) {
                all.add(body);
            }
        });
        return all;
    }

    /** Waits until some more requests were answered or failed. */
    void rest() throws InterruptedException {
        int until = requests + SOME;
        while (requests < until) {
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** The last body. */
    String latest() {
        return bodies.get(bodies.size() - 1);
    }

    @Override
    public void close() throws InterruptedException {
        going = false;
        thread.join();
    }

    private void visit() {
        while (going) {
            int number = ++requests;
            long began = System.nanoTime();
            try {
                String body = get();
                String last = bodies.isEmpty() ? "" : bodies.get(bodies.size() - 1);
                if (!body.equals(last)) {
                    bodies.add(body);
                }
                Thread.sleep(PAUSE_MILLIS);
            } catch (IOException e) {
                failures.add("request " + number + " after " + (System.nanoTime() - began) / 1_000_000 + " ms: " + e);
            } catch (InterruptedException e) {
                going = false;
            }
        }
    }

    private String get() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.startsWith("HTTP/1.1 200 ") && !answer.startsWith("HTTP/1.0 200 ")) {
                throw new IOException("answer: " + answer.lines().findFirst().orElse("nothing"));
            }
            return answer.substring(answer.indexOf("\r\n\r\n") + 4).strip();
        }
    }
}
