package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import java.util.List;

/** A way of replacing the container that serves by a new one. One class per {@link SwapStrategy}. */
interface ContainerSwap {

    /**
     * Puts in order what a run that was cut off left behind, unless that is what is asked for now: then
     * {@link #replace} goes on with it.
     *
     * @return what was changed, in words
     */
    List<String> repair(NewContainer wanted) throws PromotionFailure, InterruptedException;

    /**
     * Replaces the container. When this returns the new one is healthy, verified and serves under the plain name.
     *
     * @throws ConnectionLost when nobody can tell; the next run repairs it
     * @throws PromotionFailure when the new one does not serve; the version before does, or the message says why not
     * @throws InterruptedException when the build was aborted; the version before has been started again
     */
    Swapped replace(NewContainer wanted, Verification verification) throws PromotionFailure, InterruptedException;

    /**
     * A swap that succeeded.
     *
     * @param health the new container's
     * @param changes what was changed on the server, in words
     */
    record Swapped(HealthReport health, List<String> changes) {

        public Swapped {
            changes = List.copyOf(changes);
        }
    }
}
