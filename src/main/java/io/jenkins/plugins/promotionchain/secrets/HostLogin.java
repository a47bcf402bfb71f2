package io.jenkins.plugins.promotionchain.secrets;

import io.jenkins.plugins.promotionchain.engine.ssh.SshLogin;

/** Who logs in to a server, and with what. */
public record HostLogin(String account, SshLogin proof) {}
