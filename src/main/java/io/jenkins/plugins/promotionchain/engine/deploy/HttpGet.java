package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One HTTP GET to the local end of a tunnel, under another name than the tunnel's.
 *
 * <p>Written on a socket because the clients of the JDK set the {@code Host} header themselves; what allows to change
 * it
 * is a system property that is read once per process and is not ours to set in a controller. It speaks HTTP/1.0 with a
 * Host header, what nginx speaks to the servers behind it by default, so that no answer comes in chunks.
 */
final class HttpGet {

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/\\d(?:\\.\\d)? ([1-5]\\d\\d)(?: .*)?");
    private static final Pattern HEADER = Pattern.compile("(?i)location:\\s*(.*?)\\s*");
    private static final int LONGEST_HEAD = 64 * 1024;

    private final Port port;
    private final Duration timeout;

    /**
     * @param port on 127.0.0.1
     * @param timeout for the whole exchange
     */
    HttpGet(Port port, Duration timeout) {
        this.port = port;
        this.timeout = timeout;
    }

    /**
     * @param authority for the {@code Host} header
     * @param target path and query, percent-encoded
     * @param scheme what the client's side of a proxy would have spoken: {@code http} or {@code https}
     * @throws IOException when no answer came; the message tells in a few words why
     */
    HttpAnswer send(String authority, String target, String scheme) throws IOException {
        String request = "GET " + target + " HTTP/1.0\r\nHost: " + authority
                + "\r\nUser-Agent: promotion-chain\r\nAccept: */*\r\nConnection: close\r\n"
                + ("https".equals(scheme) ? "X-Forwarded-Proto: https\r\n\r\n" : "\r\n");
        long end = System.nanoTime() + timeout.toNanos();
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port.number()),
                    Math.toIntExact(timeout.toMillis()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return read(socket, end);
        } catch (SocketTimeoutException e) {
            throw new IOException("no answer within " + timeout.toSeconds() + " s", e);
        }
    }

    private static HttpAnswer read(Socket socket, long end) throws IOException {
        InputStream in = socket.getInputStream();
        Matcher status = STATUS_LINE.matcher(line(socket, in, end));
        if (!status.matches()) {
            throw new IOException("what answers does not speak HTTP");
        }
        Optional<String> location = Optional.empty();
        int read = 0;
        for (String header = line(socket, in, end); !header.isEmpty(); header = line(socket, in, end)) {
            Matcher matcher = HEADER.matcher(header);
            if (matcher.matches()) {
                location = Optional.of(matcher.group(1));
            }
            read += header.length();
            if (read > LONGEST_HEAD) {
                throw new IOException("the answer's headers are longer than 64 KiB");
            }
        }
        return new HttpAnswer(Integer.parseInt(status.group(1)), location, beginning(socket, in, end));
    }

    private static String line(Socket socket, InputStream in, long end) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = next(socket, in, end); c != '\n'; c = next(socket, in, end)) {
            if (c < 0) {
                throw new EOFException("the connection was closed without an answer");
            }
            if (line.length() > LONGEST_HEAD) {
                throw new IOException("what answers does not speak HTTP");
            }
            line.append((char) c);
        }
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }

    /** As much of the body as is shown; a body that breaks off or comes late does not spoil a status that came. */
    private static String beginning(Socket socket, InputStream in, long end) {
        byte[] body = new byte[4 * HttpAnswer.SHOWN];
        int length = 0;
        try {
            for (int c = next(socket, in, end); c >= 0 && length < body.length; c = next(socket, in, end)) {
                body[length++] = (byte) c;
            }
        } catch (IOException e) {
            return shown(body, length) + " (the body broke off: " + e.getMessage() + ")";
        }
        return shown(body, length);
    }

    private static String shown(byte[] body, int length) {
        String text = new String(body, 0, length, StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        int characters = Math.min(HttpAnswer.SHOWN, text.codePointCount(0, text.length()));
        return text.substring(0, text.offsetByCodePoints(0, characters));
    }

    private static int next(Socket socket, InputStream in, long end) throws IOException {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        socket.setSoTimeout((int) left);
        return in.read();
    }
}
