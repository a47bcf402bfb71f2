package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.board.BoardLine;
import io.jenkins.plugins.promotionchain.config.Links;
import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.image.RegistryClient;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import java.io.IOException;
import java.util.Optional;

/**
 * The image that a build takes because it repeats an earlier one (a replay, a rebuild, a restart from a stage): the one
 * that is recorded there, whatever is checked out now. So running an old build again goes back to what it deployed.
 */
final class RepeatedImage {

    private final Surroundings surroundings;
    private final Links links;
    private final RegistryClient.Factory registries;

    RepeatedImage(Surroundings surroundings, Links links, RegistryClient.Factory registries) {
        this.surroundings = surroundings;
        this.links = links;
        this.registries = registries;
    }

    /**
     * Looks for it, and makes it the image of this build.
     *
     * @param repository where the component's images are now; one from another is not taken
     * @return none where this build repeats none, that one recorded none, or the registry has lost it
     * @throws PromotionFailure when the registry cannot be asked
     */
    Optional<ImageRef> find(ComponentName component, ImageRepository repository, Optional<RegistryLogin> login)
            throws PromotionFailure, IOException, InterruptedException {
        Optional<ImageRef> recorded = surroundings
                .images()
                .recallOfRepeated(component)
                .filter(image -> image.repository().equals(repository));
        if (recorded.isEmpty()) {
            return Optional.empty();
        }
        ImageRef image = recorded.get();
        String build = surroundings.images().repeated().orElse("");
        if (!registries.connect(repository.registry(), login).has(image)) {
            surroundings
                    .log()
                    .line(component + ": this build repeats " + build + ", but " + image
                            + " is no longer in the registry; what is checked out counts");
            return Optional.empty();
        }
        surroundings
                .log()
                .line(component + ": this build repeats " + build + " and takes the image that is recorded there, "
                        + image + "; nothing is built. Start a new build for what is checked out.");
        surroundings.images().remember(component, image);
        surroundings.show(
                surroundings.line(BoardLine.Kind.REUSED, component).with(image).linked(links));
        return recorded;
    }
}
