package io.jenkins.plugins.promotionchain.config;

import io.jenkins.plugins.promotionchain.engine.frontend.SiteSpec;
import java.util.Optional;

/**
 * The nginx site of a frontend's server.
 *
 * @param listen as nginx's {@code listen} directive takes it; none: 80, with a certificate 443
 * @param serverName none: any
 * @param tls none: plain HTTP
 * @param envConfigDirectory on the server, mounted into the container; none: the default
 */
public record SiteSettings(
        Optional<String> listen,
        Optional<String> serverName,
        Optional<SiteSpec.Tls> tls,
        Optional<String> envConfigDirectory) {

    public static SiteSettings unset() {
        return new SiteSettings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
