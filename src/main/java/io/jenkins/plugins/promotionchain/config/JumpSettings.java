package io.jenkins.plugins.promotionchain.config;

import io.jenkins.plugins.promotionchain.engine.ssh.HostKeyPolicy;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.util.Optional;

/**
 * A server on the way to another one.
 *
 * @param account none: the credential names it
 * @param credentialsId of the login; unlike a server's own it is not looked up by name
 */
public record JumpSettings(Endpoint endpoint, HostKeyPolicy hostKeys, Optional<String> account, String credentialsId) {}
