package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.failure.ImageMissing;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import io.jenkins.plugins.promotionchain.engine.image.ImageLayers;
import io.jenkins.plugins.promotionchain.engine.image.RegistryClient;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the registry says of the image when the controller asks.
 *
 * @param layers of the image
 * @param trouble why they are not known
 */
record RegistryAnswer(Optional<ImageLayers> layers, Optional<PromotionFailure> trouble) {

    private static final Pattern THIS_MACHINE =
            Pattern.compile("(?:127(?:\\.[0-9]{1,3}){3}|\\[?::1]?|localhost)(?::[0-9]+)?");

    /** @return none where there is nothing to ask, or the controller would ask another registry than the server */
    static Optional<RegistryAnswer> to(PreflightRequest request, RegistryClient.Factory registries)
            throws InterruptedException {
        if (request.image().isEmpty()) {
            return Optional.empty();
        }
        ImageRef image = request.image().get();
        String registry = image.repository().registry();
        if (meansThisMachine(registry) && !meansThisMachine(request.server().value())) {
            return Optional.empty();
        }
        try {
            ImageLayers layers = registries.connect(registry, request.login()).layers(image);
            return Optional.of(new RegistryAnswer(Optional.of(layers), Optional.empty()));
        } catch (RegistryRefused | ImageMissing e) {
            return Optional.of(new RegistryAnswer(Optional.empty(), Optional.of(e)));
        }
    }

    static boolean meansThisMachine(String host) {
        return THIS_MACHINE.matcher(host).matches();
    }
}
