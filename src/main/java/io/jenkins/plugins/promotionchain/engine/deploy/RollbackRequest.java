package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import java.util.Optional;

/**
 * A version that is to serve again.
 *
 * @param login for an image that has to be fetched again; asked for its registry's name
 * @param environment for a container that has to be made anew; one that was kept has its own
 * @param buildUrl the build that asks; may be empty
 */
public record RollbackRequest(
        DeploymentTarget target,
        ContainerName name,
        RollbackTarget to,
        Logins login,
        ContainerEnvironment environment,
        SwapSettings swap,
        String buildUrl) {

    /** Finds the account at a registry. */
    @FunctionalInterface
    public interface Logins {
        /** @param registry host and optional port */
        Optional<RegistryLogin> at(String registry) throws PromotionFailure;
    }
}
