package io.jenkins.plugins.promotionchain.engine.ssh;

import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;

/** Opens connections to servers. Safe for use by several threads. */
@FunctionalInterface
public interface SshConnector {

    /**
     * Connects and logs in; the caller closes the server.
     *
     * @param log is told where it connected and by which host key
     * @throws PromotionFailure {@code HostUnreachable}, {@code HostKeyRejected}, {@code LoginFailed}, or
     *     {@code InvalidInput} for a private key that cannot be used
     * @throws InterruptedException when the build was aborted; nothing stays open
     */
    Server connect(SshTarget target, Log log) throws PromotionFailure, InterruptedException;

    /** Connects over SSH from this machine. */
    static SshConnector real() {
        return over(Route.direct());
    }

    /** Connects over SSH; the first connection goes by the route. */
    static SshConnector over(Route route) {
        return new JschConnector(route);
    }
}
