package io.jenkins.plugins.promotionchain.engine.ssh;

/**
 * A host key as a server showed it to somebody who has no means to tell whether it is the right one.
 *
 * @param type as it stands in the key itself (RFC 4253, section 6.6): {@code ssh-ed25519}
 */
public record ShownHostKey(String type, HostKeyFingerprint fingerprint) {}
