package io.jenkins.plugins.promotionchain.engine.deploy;

/** How the running container is replaced. */
public enum SwapStrategy {
    /** {@link #NGINX} where nginx runs on the server and the account may change it, else {@link #RECREATE}. */
    AUTO,
    /** New beside old, behind the server's nginx, which passes the traffic on to one or the other: no interruption. */
    NGINX,
    /** The old container is stopped, the new one started; not healthy: the old one is started again. */
    RECREATE
}
