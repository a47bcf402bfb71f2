package io.jenkins.plugins.promotionchain.secrets;

import java.util.Optional;

/** Which credentials there are, without their values. */
@FunctionalInterface
public interface CredentialListing {

    /**
     * A credential as it is listed.
     *
     * @param kind as Jenkins calls it: {@code Secret text}
     * @param where the provider that has it, as Jenkins calls it
     */
    record Listed(String id, String kind, String where) {}

    /** @return none when the jobs in question cannot use such a credential */
    Optional<Listed> find(String id);
}
