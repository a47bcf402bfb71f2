package io.jenkins.plugins.promotionchain.engine.nginx;

import java.time.Duration;

/**
 * Where nginx is on a server.
 *
 * @param directory of its configuration; holds {@code sites-enabled} or {@code conf.d}
 * @param program name or path
 * @param reloadPatience how long nginx may take to load a configuration; whole seconds
 */
public record NginxInstallation(String directory, String program, Duration reloadPatience) {

    /** As the packages of Debian and of nginx.org have it. */
    public static NginxInstallation packaged() {
        return new NginxInstallation("/etc/nginx", "nginx", Duration.ofSeconds(10));
    }
}
