package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.util.List;

/**
 * What a component does with its new container before that becomes the one that serves. When it fails, the version
 * before serves again. Both may be called again after a cut connection.
 */
public interface Verification {

    /** Nothing. */
    Verification NONE = new Verification() {};

    /**
     * Whether a container that is what is asked for, and healthy, serves what it should; it is replaced otherwise.
     *
     * @param endpoint where the server reaches it
     */
    default boolean stillRight(Endpoint endpoint) throws PromotionFailure, InterruptedException {
        return true;
    }

    /**
     * Once the container is healthy, before visitors reach it: collect static files, ask for a certain page.
     *
     * @param container the new container under the name that it has now; it is renamed afterwards
     * @param endpoint where the server reaches it
     * @return what was changed on the server, in words
     * @throws PromotionFailure when the new version must not serve
     */
    default List<String> direct(ContainerName container, Endpoint endpoint)
            throws PromotionFailure, InterruptedException {
        return List.of();
    }

    /**
     * Once visitors reach it, while the version before can still be brought back.
     *
     * @return what was changed on the server, in words
     * @throws PromotionFailure when the new version must not go on serving
     */
    default List<String> served() throws PromotionFailure, InterruptedException {
        return List.of();
    }
}
