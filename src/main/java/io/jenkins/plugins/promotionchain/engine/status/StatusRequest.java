package io.jenkins.plugins.promotionchain.engine.status;

import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;

/**
 * What is asked about.
 *
 * @param container where none has that name, the one that carries the target's labels is looked for
 * @param envFile where the container's environment stands on the server, absolute or below the account's home directory
 */
public record StatusRequest(DeploymentTarget target, ContainerName container, String envFile) {}
