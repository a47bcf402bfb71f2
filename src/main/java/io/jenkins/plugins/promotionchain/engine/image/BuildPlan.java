package io.jenkins.plugins.promotionchain.engine.image;

import java.util.Optional;

/**
 * A build about which everything is known.
 *
 * @param pinnedDockerfile the text that is built in place of the Dockerfile; none: the Dockerfile itself
 */
record BuildPlan(
        CheckedBuild build, SourceState source, SourceFingerprint fingerprint, Optional<String> pinnedDockerfile) {

    BuildRequest request() {
        return build.request();
    }
}
