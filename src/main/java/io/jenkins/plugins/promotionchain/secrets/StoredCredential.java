package io.jenkins.plugins.promotionchain.secrets;

import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.util.Optional;

/** A credential as it was found, reduced to the kinds that this plugin knows. */
public sealed interface StoredCredential {

    /** "Secret text". */
    record Text(Sensitive value) implements StoredCredential {}

    /** "Secret file", read as UTF-8. */
    record Document(Sensitive content) implements StoredCredential {}

    /** "Username with password". */
    record Account(String username, Sensitive password) implements StoredCredential {}

    /**
     * "SSH Username with private key".
     *
     * @param username none when the credential has an empty one
     * @param key as it stands in the file, line ends included
     */
    record PrivateKey(Optional<String> username, Sensitive key, Optional<Sensitive> passphrase)
            implements StoredCredential {}

    /** Of a kind that can be neither a text nor a login. */
    record Unknown(String kind) implements StoredCredential {}
}
