package io.jenkins.plugins.promotionchain.engine.image;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server of a test; answers what the test says and remembers what it was asked. */
final class LoopbackServer implements AutoCloseable {

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    private LoopbackServer(HttpServer server) {
        this.server = server;
    }

    /** @param target path with query, as sent */
    record Request(String method, String target, Optional<String> authorization, Optional<String> type, byte[] body) {

        @Override
        public String toString() {
            return method + " " + target;
        }
    }

    record Answer(int status, Map<String, String> headers, byte[] body) {

        static Answer status(int status) {
            return new Answer(status, Map.of(), new byte[0]);
        }

        static Answer json(int status, String body) {
            return new Answer(
                    status, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
        }

        static Answer challenge(String challenge) {
            return new Answer(401, Map.of("WWW-Authenticate", challenge), new byte[0]);
        }
    }

    @FunctionalInterface
    interface Behaviour {
        /** @return null to break the connection without an answer */
        Answer answer(Request request);
    }

    static LoopbackServer start(Behaviour behaviour) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        LoopbackServer server = new LoopbackServer(http);
        http.createContext("/", exchange -> server.handle(exchange, behaviour));
        http.start();
        return server;
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    List<String> asked() {
        return requests.stream().map(Request::toString).toList();
    }

    private void handle(HttpExchange exchange, Behaviour behaviour) throws IOException {
        try (exchange) {
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")),
                    exchange.getRequestBody().readAllBytes());
            requests.add(request);
            Answer answer = behaviour.answer(request);
            if (answer == null) {
                return;
            }
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            boolean bodyless = request.method().equals("HEAD") || answer.body().length == 0;
            exchange.sendResponseHeaders(answer.status(), bodyless ? -1 : answer.body().length);
            if (!bodyless) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
