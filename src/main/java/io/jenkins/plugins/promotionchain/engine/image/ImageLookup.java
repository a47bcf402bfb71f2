package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.failure.ImageMissing;
import io.jenkins.plugins.promotionchain.engine.failure.ImageTampered;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import java.util.Optional;

/** Finds the image of a source by its tag, and believes the tag only as far as nothing else is known. */
final class ImageLookup {

    private final RegistryClient registry;
    private final KnownImages known;
    private final Log log;

    ImageLookup(RegistryClient registry, KnownImages known, Log log) {
        this.registry = registry;
        this.known = known;
        this.log = log;
    }

    /**
     * @return none where there is no image or parts of it are lost, so that it has to be built
     * @throws ImageTampered when the tag names another image than the one that is known
     */
    Optional<ImageRef> find(ImageRepository repository, SourceFingerprint fingerprint)
            throws PromotionFailure, InterruptedException {
        Optional<ImageRef> expected =
                known.digestOf(repository, fingerprint).map(digest -> new ImageRef(repository, digest));
        Optional<ImageRef> named =
                registry.find(repository, fingerprint.value()).map(digest -> new ImageRef(repository, digest));
        if (named.isEmpty()) {
            return putBack(expected, fingerprint);
        }
        if (expected.isPresent() && !expected.equals(named)) {
            throw tampered(
                    repository,
                    fingerprint,
                    named.get().digest(),
                    expected.get().digest());
        }
        if (!new WholeImage(registry).isThere(named.get())) {
            log.line("the registry names %s and has lost parts of it: it is built again".formatted(named.get()));
            return Optional.empty();
        }
        log.line("source fingerprint %s found as %s%s: nothing to build"
                .formatted(fingerprint, named.get(), origin(named.get())));
        return named;
    }

    private Optional<ImageRef> putBack(Optional<ImageRef> expected, SourceFingerprint fingerprint)
            throws PromotionFailure, InterruptedException {
        if (expected.isEmpty() || !new WholeImage(registry).isThere(expected.get())) {
            return Optional.empty();
        }
        registry.tag(expected.get(), fingerprint.value());
        log.line("the registry has lost the tag of source fingerprint %s and still has %s, which is named so again%s"
                .formatted(fingerprint, expected.get(), origin(expected.get())));
        return expected;
    }

    private String origin(ImageRef image) throws PromotionFailure, InterruptedException {
        try {
            ImageDescription description = registry.describe(image);
            String built = description.created().map(when -> ", built " + when).orElse("");
            String from = description
                    .label(OciLabels.REVISION)
                    .map(commit -> " from commit " + commit)
                    .orElse("");
            return built + from;
        } catch (ImageMissing e) {
            return ", of unknown origin";
        }
    }

    private static ImageTampered tampered(
            ImageRepository repository, SourceFingerprint fingerprint, ImageDigest named, ImageDigest expected) {
        return new ImageTampered(
                "Tag %s:%s names %s, but the image that was built for this source is %s, so nothing is used of it"
                        .formatted(repository, fingerprint, named, expected),
                "Find out who moved the tag; then delete the tag in the registry and run the build again: it names the"
                        + " known image again, or builds the source anew where the registry has lost that image");
    }
}
