package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.config.SiteSettings;
import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.frontend.SiteSpec;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.util.Optional;

/** The nginx site of a frontend, from the configuration and its defaults. */
final class SiteSpecs {

    private static final String HTTP = "80";
    private static final String HTTPS = "443";
    private static final String ANY_NAME = "_";

    private SiteSpecs() {}

    /** @throws InvalidInput when nginx could not read what is configured */
    static SiteSpec of(StepTarget target, PublishedPort publish, Optional<Endpoint> backend) throws InvalidInput {
        try {
            return spec(target, publish, backend);
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(
                    "The nginx site of " + target.deployment() + " cannot be written: " + e.getMessage(),
                    "Correct it under Manage Jenkins > Promotion chains",
                    e);
        }
    }

    private static SiteSpec spec(StepTarget target, PublishedPort publish, Optional<Endpoint> backend) {
        SiteSettings site = target.host().site();
        return new SiteSpec(
                target.defaultName(),
                site.listen().orElse(site.tls().isPresent() ? HTTPS : HTTP),
                site.serverName().orElse(ANY_NAME),
                publish.fromServer(),
                backend,
                SiteSpec.DEFAULT_BACKEND_PATHS,
                site.tls());
    }
}
