package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import java.util.Optional;

/**
 * The images that earlier builds made, as remembered outside of the registry. A tag can be moved by everybody who may
 * push; with this a moved tag is noticed. Implementations may be used by several threads.
 */
@FunctionalInterface
public interface KnownImages {

    /**
     * The image that the last build of this source ended with.
     *
     * @throws PromotionFailure when what is remembered cannot be read
     */
    Optional<ImageDigest> digestOf(ImageRepository repository, SourceFingerprint fingerprint) throws PromotionFailure;

    /** Knows nothing: what the registry says is taken for true. */
    static KnownImages none() {
        return (repository, fingerprint) -> Optional.empty();
    }
}
