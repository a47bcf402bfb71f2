package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import java.util.List;

/**
 * What a component does with its new container once that is healthy, before it becomes the one that serves: collect
 * static files, ask for a certain page. When it fails, the swap is undone and the version before serves again.
 */
@FunctionalInterface
public interface Verification {

    /** Nothing. */
    Verification NONE = container -> List.of();

    /**
     * @param container the new container under the name that it has now; it is renamed afterwards
     * @return what it changed on the server, in words
     * @throws PromotionFailure when the new version must not serve
     */
    List<String> verify(ContainerName container) throws PromotionFailure, InterruptedException;
}
