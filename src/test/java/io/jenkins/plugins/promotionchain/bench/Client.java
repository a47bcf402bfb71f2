package io.jenkins.plugins.promotionchain.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Asks for a page every 10 ms, each time over a new connection and whether or not the requests before were answered: one
 * that hangs must not hide how the others fare. Arguments: host, port, path. Each line on standard input is answered by
 * what became of the requests that began since the line before, when the last of them has ended:
 * {@code requests failures longest-gap-ms slowest-ms}, where a gap is the time between two good answers. Ends with its
 * standard input.
 */
public final class Client {

    private static final long EVERY_MILLIS = 10;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int MOST_AT_ONCE = 1_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final InetSocketAddress server;
    private final byte[] request;
    private long lastGood = System.nanoTime();
    private Window window = new Window();

    /** The requests between two lines of the input. */
    private static final class Window {
        private int requests;
        private int ended;
        private int failures;
        private long longestGap;
        private long slowest;
    }

    private Client(String host, int port, String path) {
        this.server = new InetSocketAddress(host, port);
        this.request = ("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Client client = new Client(arguments[0], Integer.parseInt(arguments[1]), arguments[2]);
        ThreadPoolExecutor askers =
                new ThreadPoolExecutor(0, MOST_AT_ONCE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), Client::daemon);
        ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor(Client::daemon);
        beat.scheduleAtFixedRate(() -> askers.execute(client::ask), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (input.readLine() != null) {
            System.out.println(client.sinceLastAsked());
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    private void ask() {
        long began = System.nanoTime();
        Window mine = begin();
        boolean good = answered();
        end(mine, good, began);
    }

    private synchronized Window begin() {
        window.requests++;
        return window;
    }

    private synchronized void end(Window mine, boolean good, long began) {
        long now = System.nanoTime();
        mine.ended++;
        mine.slowest = Math.max(mine.slowest, now - began);
        if (good) {
            mine.longestGap = Math.max(mine.longestGap, now - lastGood);
            lastGood = now;
        } else {
            mine.failures++;
        }
        notifyAll();
    }

    private synchronized String sinceLastAsked() throws InterruptedException {
        Window old = window;
        window = new Window();
        while (old.ended < old.requests) {
            wait();
        }
        return String.format(
                "%d %d %.0f %.0f",
                old.requests, old.failures, old.longestGap / NANOS_PER_MILLI, old.slowest / NANOS_PER_MILLI);
    }

    private boolean answered() {
        try (Socket socket = new Socket()) {
            socket.connect(server, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.startsWith("HTTP/1.1 200 ") || answer.startsWith("HTTP/1.0 200 ");
        } catch (IOException e) {
            // refused, reset or silent: to a visitor it is all the same
            return false;
        }
    }
}
