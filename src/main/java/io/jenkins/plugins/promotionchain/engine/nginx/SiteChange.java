package io.jenkins.plugins.promotionchain.engine.nginx;

import io.jenkins.plugins.promotionchain.engine.ssh.FileChange;
import java.util.Optional;

/**
 * What putting a site in force changed.
 *
 * @param file on the server
 * @param change {@code UNCHANGED}: nginx was not reloaded either
 * @param before text of the site that was replaced
 */
public record SiteChange(String file, FileChange change, Optional<String> before) {}
