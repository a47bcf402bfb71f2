package io.jenkins.plugins.promotionchain.secrets;

import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.util.Optional;

/**
 * Finds the account at a registry: the credential that the step names; else, only at the registry that the application
 * is configured with, the application's credential or {@code DO_ACCESS_TOKEN} where it is declared shared; else nobody.
 * So a Jenkinsfile that names a registry of its own gets no password of the application sent there.
 */
public final class RegistryLoginLookup {

    private final SecretResolver secrets;
    private final Optional<String> configuredRegistry;
    private final Optional<String> configuredCredential;

    /**
     * @param configuredRegistry of the application: host and optional port
     * @param configuredCredential of the application: a credential id
     */
    public RegistryLoginLookup(
            SecretResolver secrets, Optional<String> configuredRegistry, Optional<String> configuredCredential) {
        this.secrets = secrets;
        this.configuredRegistry = configuredRegistry;
        this.configuredCredential = configuredCredential;
    }

    /**
     * @param registry host and optional port of the image
     * @param ofStep credential id from the step
     */
    public Optional<RegistryLogin> find(String registry, Optional<String> ofStep) throws PromotionFailure {
        if (ofStep.isPresent()) {
            return secrets.requireRegistryLogin(ofStep.get(), registry);
        }
        boolean configured =
                configuredRegistry.filter(registry::equalsIgnoreCase).isPresent();
        if (!configured) {
            return Optional.empty();
        }
        if (configuredCredential.isPresent()) {
            return secrets.requireRegistryLogin(configuredCredential.get(), registry);
        }
        if (!secrets.scope().shared().contains(SecretNames.REGISTRY_TOKEN)) {
            return Optional.empty();
        }
        Optional<Sensitive> token = secrets.text(SecretNames.REGISTRY_TOKEN);
        return token.map(value -> new RegistryLogin(registry, value.reveal(), value));
    }
}
