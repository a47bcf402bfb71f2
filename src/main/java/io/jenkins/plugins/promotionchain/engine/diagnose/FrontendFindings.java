package io.jenkins.plugins.promotionchain.engine.diagnose;

import io.jenkins.plugins.promotionchain.engine.frontend.FrontendLook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was seen of the frontend.
 *
 * @param pages what visitors get; none where its server cannot be asked
 * @param wayToBackend why the backend cannot be reached from the frontend's server; none where it can
 */
record FrontendFindings(ContainerFindings container, Optional<FrontendLook.Seen> pages, Optional<String> wayToBackend) {

    /** One line for each thing that was seen. */
    List<String> evidence() {
        List<String> lines = new ArrayList<>(container.evidence());
        pages.flatMap(FrontendLook.Seen::page).ifPresent(what -> lines.add("the start page: " + what));
        pages.flatMap(FrontendLook.Seen::backend).ifPresent(what -> lines.add("what goes to the backend: " + what));
        pages.flatMap(FrontendLook.Seen::config).ifPresent(what -> lines.add("env-config.js: " + what));
        wayToBackend.ifPresent(lines::add);
        return lines;
    }
}
