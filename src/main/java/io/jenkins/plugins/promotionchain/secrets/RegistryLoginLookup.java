package io.jenkins.plugins.promotionchain.secrets;

import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.util.Optional;

/**
 * Finds the account at a registry: the credential that the step names, else that of the application, else
 * {@code DO_ACCESS_TOKEN} where it is declared shared, else nobody.
 */
public final class RegistryLoginLookup {

    /** DigitalOcean takes its API token both as user name and as password (docs.digitalocean.com, container registry). */
    private static final String TOKEN = "DO_ACCESS_TOKEN";

    private final SecretResolver secrets;

    public RegistryLoginLookup(SecretResolver secrets) {
        this.secrets = secrets;
    }

    /**
     * @param ofStep credential id from the step
     * @param ofApplication credential id from the configuration
     */
    public Optional<RegistryLogin> find(String registry, Optional<String> ofStep, Optional<String> ofApplication)
            throws PromotionFailure {
        Optional<String> id = ofStep.or(() -> ofApplication);
        if (id.isPresent()) {
            return secrets.requireRegistryLogin(id.get(), registry);
        }
        if (!secrets.scope().shared().contains(TOKEN)) {
            return Optional.empty();
        }
        Optional<Sensitive> token = secrets.text(TOKEN);
        return token.map(value -> new RegistryLogin(registry, value.reveal(), value));
    }
}
