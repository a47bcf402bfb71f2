package io.jenkins.plugins.promotionchain.secrets;

import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.ssh.SshLogin;
import java.util.Optional;

/**
 * Finds the login of a server: the credential that the configuration names, else what answers to {@code SSH_KEY},
 * {@code SSH_PASSWORD} or {@code SSH}; the account from the secret {@code USER}, else from the credential, else from the
 * configuration.
 */
public final class HostLoginLookup {

    private static final String KEY_BEGIN = "-----BEGIN";

    private final SecretResolver secrets;

    public HostLoginLookup(SecretResolver secrets) {
        this.secrets = secrets;
    }

    /**
     * @param credentialsId from the configuration
     * @param account from the configuration
     * @return none when something is missing; the resolver then remembers what
     */
    public Optional<HostLogin> find(Optional<String> credentialsId, Optional<String> account) throws PromotionFailure {
        Optional<StoredCredential> credential = credentialsId.isPresent()
                ? secrets.requireById(credentialsId.get())
                : secrets.require("SSH login", SecretNames.LOGIN);
        // The environment's USER is mostly that of another component, so it comes last.
        Optional<String> user = secrets.setting(secrets.scope().ofComponent(SecretNames.USER))
                .or(() -> credential.flatMap(HostLoginLookup::usernameOf))
                .or(() -> account);
        if (user.isEmpty()) {
            user = secrets.setting(SecretNames.USER);
        }
        if (user.isEmpty()) {
            secrets.requireSetting(SecretNames.USER);
        }
        if (credential.isEmpty() || user.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new HostLogin(user.get(), proofOf(credential.get())));
    }

    /**
     * The login at a server that is no component's, so that no secret names its account.
     *
     * @param account from the configuration
     * @return none when the credential is missing; the resolver then remembers it
     * @throws InvalidInput when neither the configuration nor the credential names an account
     */
    public Optional<HostLogin> named(String credentialsId, Optional<String> account) throws PromotionFailure {
        Optional<StoredCredential> credential = secrets.requireById(credentialsId);
        if (credential.isEmpty()) {
            return Optional.empty();
        }
        String user = account.or(() -> usernameOf(credential.get()))
                .orElseThrow(() -> new InvalidInput(
                        "The credential '" + credentialsId + "' of the jump host names no account",
                        "Fill in the account of the jump host under Manage Jenkins > Promotion chains"));
        return Optional.of(new HostLogin(user, proofOf(credential.get())));
    }

    private static Optional<String> usernameOf(StoredCredential credential) {
        if (credential instanceof StoredCredential.Account found) {
            return Optional.of(found.username()).filter(name -> !name.isEmpty());
        }
        return credential instanceof StoredCredential.PrivateKey found ? found.username() : Optional.empty();
    }

    private static SshLogin proofOf(StoredCredential credential) throws InvalidInput {
        if (credential instanceof StoredCredential.PrivateKey found) {
            return new SshLogin.PrivateKey(found.key(), found.passphrase());
        }
        Sensitive text = Texts.of("SSH login", credential);
        return text.reveal().stripLeading().startsWith(KEY_BEGIN)
                ? new SshLogin.PrivateKey(text, Optional.empty())
                : new SshLogin.Password(text);
    }
}
