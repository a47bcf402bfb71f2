package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a deployment did.
 *
 * @param previous what served before, if anything did and it is known by digest
 * @param configurationHash that of the container that serves now ({@code ContainerLabels#CONFIGURATION_HASH}); empty
 *     where the container tells none
 * @param changes what was changed on the server, in words; empty: nothing
 * @param healthStatus HTTP status of the last health answer
 */
public record DeploymentOutcome(
        DeploymentTarget target,
        ContainerName container,
        ImageRef image,
        Optional<ImageRef> previous,
        String configurationHash,
        List<String> changes,
        int healthStatus,
        Duration took) {

    public DeploymentOutcome {
        changes = List.copyOf(changes);
    }

    public boolean changed() {
        return !changes.isEmpty();
    }
}
