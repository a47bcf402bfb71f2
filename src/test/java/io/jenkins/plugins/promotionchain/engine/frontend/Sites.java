package io.jenkins.plugins.promotionchain.engine.frontend;

import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.util.Optional;

/** Site specifications for tests. */
public final class Sites {

    private Sites() {}

    public static SiteSpec plain(String listen, Endpoint frontend, Endpoint backend) {
        return new SiteSpec(
                "projectmeats",
                listen,
                "_",
                frontend,
                Optional.of(backend),
                SiteSpec.DEFAULT_BACKEND_PATHS,
                Optional.empty());
    }

    public static SiteSpec named(SiteSpec site, String serverName) {
        return new SiteSpec(
                site.name(),
                site.listen(),
                serverName,
                site.frontend(),
                site.backend(),
                site.backendPaths(),
                site.tls());
    }

    public static SiteSpec secure(SiteSpec site, SiteSpec.Tls tls) {
        return new SiteSpec(
                site.name(),
                site.listen(),
                site.serverName(),
                site.frontend(),
                site.backend(),
                site.backendPaths(),
                Optional.of(tls));
    }
}
