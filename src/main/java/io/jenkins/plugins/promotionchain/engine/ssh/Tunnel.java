package io.jenkins.plugins.promotionchain.engine.ssh;

import io.jenkins.plugins.promotionchain.engine.value.Port;

/** A forwarded port; dies with its connection at the latest. */
public interface Tunnel extends AutoCloseable {

    /** Where it listens on 127.0.0.1 of the machine that holds the SSH connection. */
    Port localPort();

    @Override
    void close();
}
