package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.time.Duration;
import java.util.List;

/**
 * What {@code buildOnce} found or made.
 *
 * @param commit that is checked out: 40 or 64 hexadecimal digits
 * @param tags tags that now name the image
 * @param origin whether it was built now or found in the registry
 */
public record BuildOutcome(
        ComponentName component,
        ImageRef image,
        String commit,
        List<String> tags,
        SourceFingerprint fingerprint,
        Origin origin,
        Duration took) {

    public BuildOutcome {
        tags = List.copyOf(tags);
    }

    public enum Origin {
        BUILT,
        REUSED
    }
}
