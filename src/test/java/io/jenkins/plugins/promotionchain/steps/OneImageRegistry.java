package io.jenkins.plugins.promotionchain.steps;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/** A registry in which every tag of every repository names one and the same image. */
final class OneImageRegistry implements AutoCloseable {

    private static final String TYPE = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String CONFIG = "{\"created\":\"2026-01-01T00:00:00Z\",\"config\":{\"Labels\":{}}}";

    final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server;
    private final String manifest = "{\"schemaVersion\":2,\"mediaType\":\"" + TYPE
            + "\",\"config\":{\"mediaType\":\"application/vnd.docker.container.image.v1+json\",\"size\":"
            + CONFIG.length() + ",\"digest\":\"" + digestOf(CONFIG) + "\"},\"layers\":[]}";

    OneImageRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    String digest() {
        return digestOf(manifest);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.getRequestBody().readAllBytes();
            String content = exchange.getRequestURI().getPath().contains("/blobs/") ? CONFIG : manifest;
            exchange.getResponseHeaders().set("Content-Type", TYPE);
            exchange.getResponseHeaders().set("Docker-Content-Digest", digestOf(content));
            boolean put = exchange.getRequestMethod().equals("PUT");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            byte[] body = content.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(put ? 201 : 200, put || head ? -1 : body.length);
            if (!put && !head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static String digestOf(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
