package io.jenkins.plugins.promotionchain.secrets;

import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import java.util.Optional;

/** Where credentials are read by id. Knows nothing of environments: only {@link SecretResolver} may ask it. */
public interface CredentialSource {

    /**
     * @return none when there is no credential of this id that the build may use
     * @throws PromotionFailure when it is there and cannot be read
     */
    Optional<StoredCredential> find(String id) throws PromotionFailure;

    /**
     * Turns a credential into an account at a registry where another plugin knows how (a cloud's own kind, for example).
     *
     * @return none when there is no such credential or nobody knows how
     * @throws PromotionFailure when it is there and cannot be converted
     */
    Optional<RegistryLogin> registryLogin(String id, String registry) throws PromotionFailure;
}
