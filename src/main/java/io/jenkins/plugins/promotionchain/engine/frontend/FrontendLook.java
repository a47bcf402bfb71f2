package io.jenkins.plugins.promotionchain.engine.frontend;

import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import java.util.Optional;

/** What visitors of a frontend get, for somebody who wants to know why it is wrong. Changes nothing. */
public final class FrontendLook {

    private final PageCheck pages;

    /** @param server of the frontend */
    public FrontendLook(Server server) {
        // asked again at once: nothing is about to come up
        this.pages = new PageCheck(server, duration -> {});
    }

    /**
     * What was wrong, in a few words; none where it was right.
     *
     * @param page the start page
     * @param backend what nginx passes on to the backend
     * @param config the env-config.js
     */
    public record Seen(Optional<String> page, Optional<String> backend, Optional<String> config) {}

    /**
     * Looks.
     *
     * @param backendPath percent-encoded, one that nginx passes on to the backend
     * @param config the one that is meant; none: the image's own is served
     * @throws PromotionFailure when the connection breaks
     */
    public Seen look(SiteSpec site, String backendPath, Optional<EnvConfig> config)
            throws PromotionFailure, InterruptedException {
        return new Seen(
                pages.behind(site, "/"),
                pages.behind(site, backendPath),
                config.isPresent() ? pages.served(site, config.get()) : Optional.empty());
    }
}
