package io.jenkins.plugins.promotionchain.engine.migrate;

import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import java.time.Duration;

/**
 * A migration that succeeded.
 *
 * @param output what the command printed, at most the last 1 MiB
 */
public record MigrationOutcome(DeploymentTarget target, MigrationMode mode, String output, Duration took) {}
