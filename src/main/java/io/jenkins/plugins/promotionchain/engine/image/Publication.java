package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.failure.BuildFailed;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.time.Sleeper;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.time.Duration;
import java.util.Optional;

/**
 * Gives an image the tag of its source, so that all who built the same source at the same time end with one image. A
 * registry moves a tag for whoever comes last and can do no "only if nobody has it"; so the tag is looked at before it
 * is set, and again after a pause in which the slowest of those who saw it free will have set it.
 */
final class Publication {

    /** Longer than one look and one write take; only builds that really built something wait for it. */
    static final Duration SETTLING = Duration.ofSeconds(2);

    private final RegistryClient registry;
    private final Sleeper sleeper;
    private final Log log;

    Publication(RegistryClient registry, Sleeper sleeper, Log log) {
        this.registry = registry;
        this.sleeper = sleeper;
        this.log = log;
    }

    /**
     * @param pushed the image that was built here, in the registry under another name
     * @return the image that the tag names in the end: the one that was pushed, or that of a quicker build
     */
    ImageRef publish(ImageRef pushed, String tag) throws PromotionFailure, InterruptedException {
        requireThere(pushed);
        Optional<ImageRef> quicker = named(pushed, tag);
        boolean taken =
                quicker.isPresent() && !quicker.get().equals(pushed) && new WholeImage(registry).isThere(quicker.get());
        if (!taken) {
            registry.tag(pushed, tag);
        }
        // also where it is taken: a third one may have seen it free and set it since
        sleeper.sleep(SETTLING);
        ImageRef settled = named(pushed, tag).orElseThrow(() -> lost(pushed));
        return settled.equals(pushed) ? settled : taken(settled);
    }

    /** @throws BuildFailed when the registry does not have what docker says it has pushed */
    void requireThere(ImageRef pushed) throws PromotionFailure, InterruptedException {
        if (!registry.has(pushed)) {
            throw lost(pushed);
        }
    }

    private Optional<ImageRef> named(ImageRef pushed, String tag) throws PromotionFailure, InterruptedException {
        Optional<ImageDigest> digest = registry.find(pushed.repository(), tag);
        return digest.map(found -> new ImageRef(pushed.repository(), found));
    }

    private ImageRef taken(ImageRef image) {
        log.line("another build pushed the same source meanwhile; its image %s is taken".formatted(image.digest()));
        return image;
    }

    private static BuildFailed lost(ImageRef pushed) {
        return new BuildFailed(
                "docker pushed %s, and the registry does not have it".formatted(pushed),
                "Check that docker and Jenkins reach the same registry under this name");
    }
}
