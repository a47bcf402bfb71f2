package io.jenkins.plugins.promotionchain.engine.frontend;

import io.jenkins.plugins.promotionchain.engine.ssh.FileChange;

/**
 * What putting a site in force changed.
 *
 * @param file on the server
 * @param change {@code UNCHANGED}: nginx was not reloaded either
 */
public record SiteChange(String file, FileChange change) {}
