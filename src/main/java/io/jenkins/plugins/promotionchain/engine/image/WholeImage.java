package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.util.Optional;

/**
 * Tells whether a registry has all that belongs to an image: manifest, configuration and layers, of each platform. It
 * can lose some of them and still name the image, which then cannot be pulled.
 */
final class WholeImage {

    private final RegistryClient registry;

    WholeImage(RegistryClient registry) {
        this.registry = registry;
    }

    boolean isThere(ImageRef image) throws RegistryRefused, InterruptedException {
        Optional<ImageManifest> manifest = registry.manifestOf(image);
        if (manifest.isEmpty()) {
            return false;
        }
        for (ImageDigest platform : manifest.get().platformManifests()) {
            if (!isThere(new ImageRef(image.repository(), platform))) {
                return false;
            }
        }
        for (ImageDigest blob : manifest.get().blobs()) {
            if (!registry.hasBlob(image.repository(), blob)) {
                return false;
            }
        }
        return true;
    }
}
