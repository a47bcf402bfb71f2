package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.util.List;
import java.util.Optional;

/**
 * One image that is to serve as one component of one environment.
 *
 * @param login none where the registry lets everybody in
 * @param volumes as {@code docker run --volume} takes them
 * @param kept an old container of this component that is to be started again, in place of a new one
 * @param buildUrl the build that asks, for the container's label; may be empty
 */
public record ContainerRequest(
        DeploymentTarget target,
        ContainerName name,
        ImageRef image,
        Optional<RegistryLogin> login,
        PublishedPort publish,
        List<String> volumes,
        ContainerEnvironment environment,
        HealthCheck health,
        SwapSettings swap,
        Optional<ContainerName> kept,
        String buildUrl) {

    /** @throws IllegalArgumentException when a container of that name could not be replaced: at most 110 characters */
    public static ContainerName nameOf(String name) {
        return ContainerNames.replaceable(name);
    }

    public ContainerRequest {
        volumes = List.copyOf(volumes);
    }
}
