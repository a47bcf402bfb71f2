package io.jenkins.plugins.promotionchain.engine.diagnose;

import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerLabels;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A deployment that did not succeed, after which nothing was deployed to that place.
 *
 * @param image that was to serve
 * @param at when it was known to have failed
 * @param build that deployed it: its address, else its job and number
 * @param reason sentences without secrets; may be empty
 */
public record LastDeployment(ImageRef image, Instant at, String build, String reason) {

    /** What happened, as half a sentence. */
    String inWords() {
        return "the deployment of " + image.digest().shortForm() + " by " + build + " at "
                + at.truncatedTo(ChronoUnit.SECONDS) + " failed"
                + (reason.isEmpty() ? "" : " (" + reason.strip().replaceFirst("[.\\s]+$", "") + ")");
    }

    /** The same where something serves in spite of it. */
    String inWords(ContainerInspection serving) {
        Optional<ImageDigest> digest = serving.digest();
        boolean same = digest.equals(Optional.of(image.digest()));
        String build = serving.labels().getOrDefault(ContainerLabels.BUILD_URL, "");
        return inWords() + "; " + (same ? "the same image in the container of before" : "the version before")
                + " serves and is healthy: "
                + digest.map(ImageDigest::shortForm).orElse(serving.image())
                + (build.isEmpty() ? "" : " of " + build)
                + serving.startedAt()
                        .map(since -> ", since " + since.truncatedTo(ChronoUnit.SECONDS))
                        .orElse("");
    }
}
