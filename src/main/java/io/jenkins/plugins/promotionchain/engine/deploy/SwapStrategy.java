package io.jenkins.plugins.promotionchain.engine.deploy;

/** How the running container is replaced. */
public enum SwapStrategy {
    /** The old container is stopped and renamed, the new one started; not healthy: the old one is started again. */
    RECREATE
}
