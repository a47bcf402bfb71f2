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
 * what ended since the line before: {@code requests failures longest-gap-ms slowest-ms}, where a gap is the time between
 * two good answers. Ends with its standard input.
 */
public final class Client {

    private static final long EVERY_MILLIS = 10;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int MOST_AT_ONCE = 1_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final InetSocketAddress server;
    private final byte[] request;
    private int requests;
    private int failures;
    private long lastGood = System.nanoTime();
    private long longestGap;
    private long slowest;

    private Client(String host, int port, String path) {
        this.server = new InetSocketAddress(host, port);
        this.request = ("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    public static void main(String[] arguments) throws IOException {
        Client client = new Client(arguments[0], Integer.parseInt(arguments[1]), arguments[2]);
        ThreadPoolExecutor askers = new ThreadPoolExecutor(
                0, MOST_AT_ONCE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), Client::daemon);
        ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor(Client::daemon);
        beat.scheduleAtFixedRate(
                () -> askers.execute(client::ask), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
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
        count(answered(), began);
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

    private synchronized void count(boolean good, long began) {
        long now = System.nanoTime();
        requests++;
        slowest = Math.max(slowest, now - began);
        if (good) {
            longestGap = Math.max(longestGap, now - lastGood);
            lastGood = now;
        } else {
            failures++;
        }
    }

    private synchronized String sinceLastAsked() {
        // a gap that has not ended yet counts as far as it has come, and goes on
        long gap = Math.max(longestGap, System.nanoTime() - lastGood);
        String line = String.format(
                "%d %d %.0f %.0f", requests, failures, gap / NANOS_PER_MILLI, slowest / NANOS_PER_MILLI);
        requests = 0;
        failures = 0;
        longestGap = 0;
        slowest = 0;
        return line;
    }
}
