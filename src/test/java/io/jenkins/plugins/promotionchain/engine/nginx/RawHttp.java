package io.jenkins.plugins.promotionchain.engine.nginx;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends a request line and headers exactly as given. */
public final class RawHttp {

    private RawHttp() {}

    /** @return the whole answer, head and body */
    public static String send(int port, String... lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    public static String get(int port, String path) throws IOException {
        return send(port, "GET " + path + " HTTP/1.1", "Host: dev.example.com:" + port);
    }
}
