package io.jenkins.plugins.promotionchain.engine.frontend;

import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One HTTP GET to the local end of a tunnel, whose whole answer is read. It is HTTP/1.0 with a {@code Host} header, so
 * that the body comes without chunks; on a socket, because the clients of the JDK do not let the {@code Host} be
 * chosen.
 *
 * @param port on 127.0.0.1
 * @param host for the {@code Host} header and, with TLS, the name asked for
 * @param path percent-encoded, begins with a slash
 */
record PageRequest(Port port, String host, String path, Transport transport) {

    /** Larger than any page that is compared or checked here. */
    private static final int LONGEST_ANSWER = 4 * 1024 * 1024;

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/\\d\\.\\d (\\d{3})\\b.*");

    /** What is spoken below HTTP. */
    enum Transport {
        PLAIN,
        TLS
    }

    PageRequest {
        if (!path.matches("/[!-~]*") || !host.matches("[!-~]+")) {
            throw new IllegalArgumentException("Not a path and a host: " + path + ", " + host);
        }
    }

    /**
     * Asks.
     *
     * @param patience for connecting and for each piece of the answer
     * @throws IOException when no whole answer came; the message tells in a few words why
     */
    PageAnswer send(Duration patience) throws IOException {
        int milliseconds = Math.toIntExact(patience.toMillis());
        try (Socket plain = new Socket()) {
            plain.connect(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port.number()),
                    milliseconds);
            plain.setSoTimeout(milliseconds);
            try (Socket socket = transport == Transport.TLS ? AnyCertificate.wrap(plain, host, port) : plain) {
                socket.getOutputStream()
                        .write(("GET " + path + " HTTP/1.0\r\nHost: " + host
                                        + "\r\nUser-Agent: promotion-chain\r\nAccept: */*\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
                return parse(read(socket.getInputStream()));
            }
        }
    }

    private static String read(InputStream in) throws IOException {
        byte[] answer = in.readNBytes(LONGEST_ANSWER + 1);
        if (answer.length > LONGEST_ANSWER) {
            throw new IOException("the answer is longer than 4 MiB");
        }
        return new String(answer, StandardCharsets.ISO_8859_1);
    }

    private static PageAnswer parse(String answer) throws IOException {
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new EOFException("the connection was closed without an answer");
        }
        List<String> head = new ArrayList<>(List.of(answer.substring(0, end).split("\r\n")));
        Matcher status = STATUS_LINE.matcher(head.remove(0));
        if (!status.matches()) {
            throw new IOException("what answers does not speak HTTP");
        }
        PageAnswer page = new PageAnswer(Integer.parseInt(status.group(1)), head, answer.substring(end + 4));
        Optional<String> length = page.header("Content-Length");
        if (length.isPresent()
                && !length.get().equals(Integer.toString(page.text().length()))) {
            throw new EOFException(
                    "the answer broke off after " + page.text().length() + " of " + length.get() + " bytes");
        }
        return page;
    }
}
