package io.jenkins.plugins.promotionchain.engine.ssh;

import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.util.Optional;

/**
 * How the first connection of the way to a server is made: by this machine, or by another one that passes on bytes which
 * only the two ends of the SSH connection can read. Host keys are verified all the same.
 */
@FunctionalInterface
public interface Route {

    /**
     * Opens the way for one connection.
     *
     * @return a port on this machine's loopback that leads to the target and takes one connection, which outlives the
     *     tunnel's {@code close}; none: connect directly
     * @throws PromotionFailure when the target cannot be reached that way
     */
    Optional<Tunnel> open(Endpoint target) throws PromotionFailure, InterruptedException;

    /** This machine connects. */
    static Route direct() {
        return target -> Optional.empty();
    }
}
