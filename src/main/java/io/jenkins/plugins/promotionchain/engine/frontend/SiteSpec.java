package io.jenkins.plugins.promotionchain.engine.frontend;

import io.jenkins.plugins.promotionchain.engine.nginx.ListenAddress;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxText;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The nginx site in front of a frontend: {@code /api/}, {@code /admin/}, … to the backend, all else to the container.
 *
 * @param name of the site's file, without {@code .conf}: letters, digits, {@code . _ -}, no dot first
 * @param listen what nginx listens on, as its {@code listen} directive takes it: {@code 80}, {@code 127.0.0.1:8080};
 *     with {@code default_server} behind it or not; with TLS: where TLS is spoken
 * @param serverName {@code _} for any; several names with a space between them; {@code *} as first or last label
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

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");
    private static final Pattern SERVER_NAME =
            Pattern.compile("_|(?:\\*\\.)?[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?(?:\\.\\*)?");

    /** @throws IllegalArgumentException with a sentence, when nginx could not read the outcome as it was meant */
    public SiteSpec {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not a site name: letters, digits, . _ and -, no dot first, at most 100");
        }
        ListenAddress.parse(listen);
        checkedServerName(serverName);
        backendPaths = List.copyOf(backendPaths);
        for (String path : backendPaths) {
            if (path.length() < 3 || !path.startsWith("/") || !path.endsWith("/")) {
                throw new IllegalArgumentException("'" + path
                        + "' is not a path for the backend: it needs a slash at both ends and a name between them");
            }
            NginxText.value(path);
        }
        if (backendPaths.stream().distinct().count() < backendPaths.size()) {
            throw new IllegalArgumentException("One of the backend's paths stands twice in " + backendPaths);
        }
    }

    /** @throws IllegalArgumentException when it is no server name that nginx takes */
    public static String checkedServerName(String serverName) {
        for (String one : serverName.split(" ", -1)) {
            if (!SERVER_NAME.matcher(one).matches()) {
                throw new IllegalArgumentException("'" + serverName
                        + "' is not a server name: a host name, several with one space between them, or _ for any");
            }
        }
        return serverName;
    }

    /** The name under which the server can be asked: the first one without a wildcard. */
    public Optional<String> askableName() {
        return List.of(serverName.split(" ")).stream()
                .filter(one -> !one.equals("_") && !one.contains("*"))
                .findFirst();
    }

    /**
     * Paths of certificate chain and key on the server.
     *
     * @param plainListen where plain HTTP is answered with a redirect to HTTPS; none: nowhere. Independent of it, plain
     *     HTTP that comes in where TLS is spoken is redirected, too
     */
    public record Tls(String certificate, String key, Optional<String> plainListen) {

        /** @throws IllegalArgumentException when a path is not absolute or nginx could not read it */
        public Tls {
            for (String path : List.of(certificate, key)) {
                if (!path.startsWith("/")) {
                    throw new IllegalArgumentException(
                            "'" + path + "' is no absolute path of a certificate or key on the server");
                }
                NginxText.value(path);
            }
            plainListen.ifPresent(ListenAddress::parse);
        }

        /** Redirects from port 80 where TLS is spoken on 443, and from no other port where it is not. */
        public Tls(String certificate, String key) {
            this(certificate, key, Optional.empty());
        }
    }
}
