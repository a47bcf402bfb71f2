package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import java.util.Optional;

/**
 * The images that earlier builds made, as remembered outside of the registry. A tag can be moved by everybody who may
 * push; with this a moved tag is noticed. Implementations may be used by several threads.
 */
public interface KnownImages {

    /**
     * The image that was last remembered for this source.
     *
     * @throws PromotionFailure when what is remembered cannot be read
     */
    Optional<ImageDigest> digestOf(ImageRepository repository, SourceFingerprint fingerprint) throws PromotionFailure;

    /**
     * From now on this is the image of the source. Called once the registry has the image under the fingerprint's tag;
     * an image that replaces a lost one is remembered in its place.
     *
     * @throws PromotionFailure when it cannot be remembered
     */
    void remember(ImageRepository repository, SourceFingerprint fingerprint, ImageDigest digest)
            throws PromotionFailure;

    /** Knows nothing and remembers nothing: what the registry says is taken for true. */
    static KnownImages none() {
        return new KnownImages() {
            @Override
            public Optional<ImageDigest> digestOf(ImageRepository repository, SourceFingerprint fingerprint) {
                return Optional.empty();
            }

            @Override
            public void remember(ImageRepository repository, SourceFingerprint fingerprint, ImageDigest digest) {
                // There is nowhere to keep it.
            }
        };
    }
}
