package io.jenkins.plugins.promotionchain.engine.docker;

import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;

/**
 * An account at a registry.
 *
 * @param registry host and optional port
 * @param username may be visible in a process list
 * @param password travels over standard input only
 */
public record RegistryLogin(String registry, String username, Sensitive password) {}
