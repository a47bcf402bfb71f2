package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.failure.ImageMissing;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import io.jenkins.plugins.promotionchain.engine.image.ImageLayers;
import io.jenkins.plugins.promotionchain.engine.image.RegistryClient;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the registry says of the image, or of the login alone, when the controller asks.
 *
 * @param layers of the image, where one was asked for
 * @param trouble why there is no good answer
 */
record RegistryAnswer(Optional<ImageLayers> layers, Optional<PromotionFailure> trouble) {

    private static final Pattern THIS_MACHINE =
            Pattern.compile("(?:127(?:\\.[0-9]{1,3}){3}|\\[?::1]?|localhost)(?::[0-9]+)?");

    /** @return none where there is nothing to ask, or the controller would ask another registry than the server */
    static Optional<RegistryAnswer> to(PreflightRequest request, RegistryClient.Factory registries)
            throws InterruptedException {
        if (request.registry().isEmpty()) {
            return Optional.empty();
        }
        String registry = request.registry().get();
        if (meansThisMachine(registry) && !meansThisMachine(request.server().value())) {
            return Optional.empty();
        }
        try {
            RegistryClient client = registries.connect(registry, request.login());
            if (request.image().isEmpty()) {
                client.check();
                return Optional.of(new RegistryAnswer(Optional.empty(), Optional.empty()));
            }
            ImageLayers layers = client.layers(request.image().get());
            return Optional.of(new RegistryAnswer(Optional.of(layers), Optional.empty()));
        } catch (RegistryRefused | ImageMissing e) {
            return Optional.of(new RegistryAnswer(Optional.empty(), Optional.of(e)));
        }
    }

    static boolean meansThisMachine(String host) {
        return THIS_MACHINE.matcher(host).matches();
    }
}
