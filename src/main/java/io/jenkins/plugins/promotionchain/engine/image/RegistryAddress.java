package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the HTTP API of a registry is. As docker does, plain HTTP is spoken with this machine only, and HTTPS with all
 * others. {@code docker.io} is a name for people; its API answers elsewhere.
 */
public final class RegistryAddress {

    private static final Pattern LOOPBACK = Pattern.compile("127([.][0-9]{1,3}){3}|\\[::1]|localhost");
    private static final Set<String> DOCKER_HUB = Set.of("docker.io", "index.docker.io");

    private final URI base;

    private RegistryAddress(URI base) {
        this.base = base;
    }

    /** @param registry host and optional port */
    public static RegistryAddress of(String registry) {
        String host = DOCKER_HUB.contains(registry) ? "registry-1.docker.io" : registry;
        String scheme = isLoopback(URI.create("https://" + host)) ? "http" : "https";
        return new RegistryAddress(URI.create(scheme + "://" + host + "/v2/"));
    }

    /** Whether a secret may be sent there: it is a server's address, and nobody on the way can read it. */
    static boolean isPrivate(URI uri) {
        return isServer(uri)
                && ("https".equalsIgnoreCase(uri.getScheme())
                        || ("http".equalsIgnoreCase(uri.getScheme()) && isLoopback(uri)));
    }

    private static boolean isServer(URI uri) {
        return uri.getHost() != null && (uri.getPort() == -1 || (uri.getPort() >= 1 && uri.getPort() <= 65_535));
    }

    /** Written addresses only: a host name that resolves to this machine today may resolve to another one tomorrow. */
    private static boolean isLoopback(URI uri) {
        return uri.getHost() != null && LOOPBACK.matcher(uri.getHost()).matches();
    }

    /** Whether both are the same server, which may therefore see the same secrets. */
    static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    /** {@code https://host} and {@code https://host:443} are one address (RFC 6454, section 4). */
    private static int port(URI uri) {
        if (uri.getPort() != -1) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    /** The address that tells whether there is a registry and whether it accepts the login. */
    public URI root() {
        return base;
    }

    URI manifest(ImageRepository repository, String reference) {
        return base.resolve(repository.path() + "/manifests/" + reference);
    }

    URI blob(ImageRepository repository, ImageDigest digest) {
        return base.resolve(repository.path() + "/blobs/" + digest);
    }
}
