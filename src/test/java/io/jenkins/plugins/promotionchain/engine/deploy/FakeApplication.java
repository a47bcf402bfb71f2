package io.jenkins.plugins.promotionchain.engine.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server on loopback that gives prepared answers in order; after the last one that one again. */
final class FakeApplication implements AutoCloseable {

    private record Answer(int status, String body, Optional<String> location) {}

    private final HttpServer server;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    FakeApplication() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    Port port() {
        return new Port(server.getAddress().getPort());
    }

    FakeApplication answers(int status, String body) {
        return add(new Answer(status, body, Optional.empty()));
    }

    FakeApplication always(int status, String body) {
        answers.clear();
        return answers(status, body);
    }

    FakeApplication redirects(int status, String location) {
        return add(new Answer(status, "", Optional.of(location)));
    }

    /** Host, target, and the scheme that a proxy in front reports, if it does. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized FakeApplication add(Answer answer) {
        answers.add(answer);
        return this;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String scheme = exchange.getRequestHeaders().getFirst("X-Forwarded-Proto");
        requests.add(exchange.getRequestHeaders().getFirst("Host") + " " + exchange.getRequestURI()
                + (scheme == null ? "" : " " + scheme));
        Answer answer = answers.size() > 1 ? answers.remove() : answers.element();
        answer.location().ifPresent(target -> exchange.getResponseHeaders().set("Location", target));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
