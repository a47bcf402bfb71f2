package io.jenkins.plugins.promotionchain.engine.frontend;

import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.util.List;
import java.util.Optional;

/**
 * The nginx site in front of a frontend: {@code /api/}, {@code /admin/}, … to the backend, all else to the container.
 *
 * @param name of the site's file, without {@code .conf}
 * @param listen what nginx listens on, as its {@code listen} directive takes it: {@code 80}, {@code 127.0.0.1:8080}
 * @param serverName {@code _} for any
 * @param frontend where the frontend's container is published
 * @param backend where the backend is reached from this server; none: no path is passed on
 * @param backendPaths path prefixes that go to the backend, each with a slash at both ends
 * @param tls none: plain HTTP
 */
public record SiteSpec(
        String name,
        String listen,
        String serverName,
        Endpoint frontend,
        Optional<Endpoint> backend,
        List<String> backendPaths,
        Optional<Tls> tls) {

    public static final List<String> DEFAULT_BACKEND_PATHS = List.of("/api/", "/admin/", "/static/", "/media/");

    public SiteSpec {
        backendPaths = List.copyOf(backendPaths);
    }

    /** Paths of certificate chain and key on the server. */
    public record Tls(String certificate, String key) {}
}
