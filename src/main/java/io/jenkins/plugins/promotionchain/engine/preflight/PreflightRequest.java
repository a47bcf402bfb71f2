package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.deploy.ContainerEnvironment;
import io.jenkins.plugins.promotionchain.engine.deploy.SwapStrategy;
import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.util.Optional;

/**
 * The deployment that is looked ahead to.
 *
 * @param server the address by which the server is reached
 * @param image none: what has to do with it is left out, but for the login at its registry
 * @param login none where the registry lets everybody in, or the server's account has a login of its own
 * @param environment the file that will be written, or read where there are no values
 * @param strategy how the container will be replaced, which tells whether nginx is needed
 * @param site name of the nginx site that will be written, none: no other than what the strategy needs
 * @param envConfigDirectory where env-config.js will be written, if it will
 * @param transaction of a deployment that may be under way already, as after a restart of the controller
 */
public record PreflightRequest(
        Purpose purpose,
        DeploymentTarget target,
        HostAddress server,
        ContainerName container,
        Optional<ImageRef> image,
        Optional<RegistryLogin> login,
        PublishedPort publish,
        ContainerEnvironment environment,
        SwapStrategy strategy,
        Optional<String> site,
        Optional<String> envConfigDirectory,
        Optional<TransactionId> transaction) {

    /** The one that would be asked for the image; without an image, the one that there is a login for. */
    Optional<String> registry() {
        return image.map(named -> named.repository().registry()).or(() -> login.map(RegistryLogin::registry));
    }
}
