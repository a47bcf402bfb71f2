package io.jenkins.plugins.promotionchain.engine.value;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * Where images of one component live: a registry and a path in it. The registry is always written out; a name without
 * one would mean Docker Hub to docker and nothing to us.
 *
 * @param registry host and optional port, for example {@code registry.example.com} or {@code 127.0.0.1:5000}
 * @param path for example {@code meatscentral/projectmeats-backend} (OCI distribution specification, "name")
 */
public record ImageRepository(String registry, String path) {

    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern REGISTRY =
            Pattern.compile("(localhost|[A-Za-z0-9.-]*[.][A-Za-z0-9.-]*)(:[0-9]{1,5})?|[A-Za-z0-9-]+:[0-9]{1,5}");
    private static final Pattern PATH =
            Pattern.compile("[a-z0-9]+(([.]|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+(([.]|_|__|-+)[a-z0-9]+)*)*");

    public ImageRepository {
        if (!REGISTRY.matcher(registry).matches() || !isAddress(registry)) {
            throw new IllegalArgumentException(
                    "'" + registry + "' is not a registry: a host name with a dot, localhost, or host:port");
        }
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("'" + path
                    + "' is not a repository path: lower-case letters, digits, separators . _ - and / between them");
        }
    }

    /** Whether something could be asked there: Java takes no label that begins or ends with a hyphen, nor 256 in an IP. */
    private static boolean isAddress(String registry) {
        try {
            URI uri = new URI("https://" + registry);
            return uri.getHost() != null && uri.getPort() != 0 && uri.getPort() <= HIGHEST_PORT;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Parses {@code registry.example.com/path/name}. */
    public static ImageRepository parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a repository: it needs a registry, as in registry.example.com/team/name");
        }
        return new ImageRepository(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return registry + "/" + path;
    }
}
