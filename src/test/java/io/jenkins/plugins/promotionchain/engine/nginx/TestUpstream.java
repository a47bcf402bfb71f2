package io.jenkins.plugins.promotionchain.engine.nginx;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A tiny web server on loopback: some files, 404 for all else, and the headers of every request in its answers. */
public final class TestUpstream implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, String> files = new ConcurrentHashMap<>();
    private final String name;

    public TestUpstream(String name, Map<String, String> files) throws IOException {
        this.name = name;
        this.files.putAll(files);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/", this::answer);
        server.start();
    }

    /** A file that answers for every path, as a container with its own fallback does. */
    public TestUpstream everywhere(String text) {
        files.put("*", text);
        return this;
    }

    public TestUpstream file(String path, String text) {
        files.put(path, text);
        return this;
    }

    public Endpoint endpoint() {
        return Endpoint.of("127.0.0.1", server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String file = files.getOrDefault(path, files.get("*"));
        StringBuilder text = new StringBuilder();
        if (file == null) {
            text.append(name).append(" has no ").append(path);
        } else if (file.equals("ECHO")) {
            text.append(name).append(" got ").append(exchange.getRequestURI()).append('\n');
            new TreeMap<>(exchange.getRequestHeaders()).forEach((header, values) -> text.append(header)
                    .append(": ")
                    .append(String.join(" | ", values))
                    .append('\n'));
        } else {
            text.append(file);
        }
        exchange.getResponseHeaders().set("Cache-Control", "max-age=3600");
        exchange.getResponseHeaders().set("Expires", "Thu, 31 Dec 2037 23:55:55 GMT");
        byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(file == null ? 404 : 200, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
