package io.jenkins.plugins.promotionchain.engine.ssh;

/** What putting a file changed. */
public enum FileChange {
    CREATED,
    REPLACED,
    UNCHANGED
}
