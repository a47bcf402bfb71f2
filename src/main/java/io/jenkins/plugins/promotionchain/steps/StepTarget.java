package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.config.Chain;
import io.jenkins.plugins.promotionchain.config.EnvironmentSettings;
import io.jenkins.plugins.promotionchain.config.HostSettings;
import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.SecretsMissing;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import io.jenkins.plugins.promotionchain.secrets.RegistryLoginLookup;
import io.jenkins.plugins.promotionchain.secrets.SecretResolver;
import java.util.Optional;

/**
 * What a step works on: a component of an environment of an application, and the secrets of exactly that scope.
 *
 * @param secrets remembers what is missing until {@link #refuseWhenMissing}
 */
record StepTarget(Chain chain, EnvironmentSettings environment, ComponentName component, SecretResolver secrets) {

    DeploymentTarget deployment() {
        return new DeploymentTarget(chain.application(), environment.name(), component);
    }

    HostSettings host() {
        return environment.hostOf(component);
    }

    /** @param credentialsId from the step */
    Optional<RegistryLogin> registryLogin(String registry, Optional<String> credentialsId) throws PromotionFailure {
        return new RegistryLoginLookup(secrets, chain.registry(), chain.registryCredentialsId())
                .find(registry, credentialsId);
    }

    /**
     * Where the images of the component live.
     *
     * @param image full repository, or the last part of one below the configured registry and namespace
     * @param otherRegistry in place of the configured one
     */
    ImageRepository repositoryNamed(Optional<String> image, Optional<String> otherRegistry) throws InvalidInput {
        if (image.isEmpty()) {
            return chain.repository(component, otherRegistry);
        }
        String text = image.get();
        String first = text.substring(0, Math.max(0, text.indexOf('/')));
        return first.contains(".") || first.contains(":") || first.equals("localhost")
                ? Parameter.read("image", text, ImageRepository::parse)
                : chain.repositoryNamed(text, otherRegistry);
    }

    /** What a container is called when the step says nothing: {@code <application>-<component>}. */
    String defaultName() {
        return chain.application() + "-" + component;
    }

    /** Where the environment variables of the container stand on the server, if the configuration says nothing. */
    String envFile() {
        return host().envFile().orElse(".promotion-chain/" + chain.application() + "/" + component + ".env");
    }

    void refuseWhenMissing() throws SecretsMissing {
        secrets.refuseWhenMissing(deployment().toString());
    }
}
