package io.jenkins.plugins.promotionchain.secrets;

import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.SecretsMissing;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Finds the secrets of one scope. Names that were required and not found are remembered until
 * {@link #refuseWhenMissing}, so that all of them are told at once; every secret that is found goes to the masker first.
 * For one thread.
 */
public final class SecretResolver {

    private final SecretScope scope;
    private final CredentialSource source;
    private final Consumer<Sensitive> masker;
    private final MissingSecrets missing = new MissingSecrets();

    /** @param masker is told each secret before it is handed out */
    public SecretResolver(SecretScope scope, CredentialSource source, Consumer<Sensitive> masker) {
        this.scope = scope;
        this.source = source;
        this.masker = masker;
    }

    public SecretScope scope() {
        return scope;
    }

    /** The first credential that answers to one of the names, or none. */
    public Optional<StoredCredential> find(Collection<String> names) throws PromotionFailure {
        for (String id : scope.candidates(names)) {
            Optional<StoredCredential> found = source.find(id);
            if (found.isPresent()) {
                return found.map(this::masked);
            }
        }
        return Optional.empty();
    }

    /** As {@link #find}, and remembered as missing when there is none. */
    public Optional<StoredCredential> require(String purpose, List<String> names) throws PromotionFailure {
        Optional<StoredCredential> found = find(names);
        if (found.isEmpty()) {
            missing.add(purpose, scope.candidates(names));
        }
        return found;
    }

    /**
     * A credential that somebody named by its id.
     *
     * @throws InvalidInput when it belongs to another environment; it is then not even looked for
     */
    public Optional<StoredCredential> requireById(String id) throws PromotionFailure {
        guard(id);
        Optional<StoredCredential> found = source.find(id);
        if (found.isEmpty()) {
            missing.add(id, List.of(id));
        }
        return found.map(this::masked);
    }

    /** As {@link #requireById}, as an account at a registry. */
    public Optional<RegistryLogin> requireRegistryLogin(String id, String registry) throws PromotionFailure {
        guard(id);
        Optional<StoredCredential> found = source.find(id);
        if (found.isEmpty()) {
            missing.add(id, List.of(id));
            return Optional.empty();
        }
        if (found.get() instanceof StoredCredential.Account account) {
            masked(account);
            return Optional.of(new RegistryLogin(registry, account.username(), account.password()));
        }
        Optional<RegistryLogin> converted = source.registryLogin(id, registry);
        if (converted.isPresent()) {
            masker.accept(converted.get().password());
            return converted;
        }
        Sensitive token = Texts.of(id, masked(found.get()));
        return Optional.of(new RegistryLogin(registry, token.reveal(), token));
    }

    /**
     * A value that is configuration rather than a secret although it is kept with them, such as a server's address: not
     * masked, because messages have to name it.
     */
    public Optional<String> setting(String name) throws PromotionFailure {
        for (String id : scope.candidates(name)) {
            Optional<StoredCredential> found = source.find(id);
            if (found.isPresent()) {
                return Optional.of(settingOf(name, id, found.get()));
            }
        }
        return Optional.empty();
    }

    /** Of an account the name, where that is what is looked for: its password is never shown as a setting. */
    private static String settingOf(String name, String id, StoredCredential found) throws InvalidInput {
        if (found instanceof StoredCredential.Text || found instanceof StoredCredential.Document) {
            return Texts.of(id, found).reveal().strip();
        }
        if (found instanceof StoredCredential.Account account && name.endsWith(SecretNames.USER)) {
            return account.username();
        }
        throw new InvalidInput(
                "Credential '" + id + "' is a login and no plain value", "Store " + name + " as a secret text");
    }

    /** As {@link #setting}, and remembered as missing when there is none. */
    public Optional<String> requireSetting(String name) throws PromotionFailure {
        Optional<String> found = setting(name);
        if (found.isEmpty()) {
            missing.add(name, scope.candidates(name));
        }
        return found;
    }

    /** A secret text that need not be there. */
    public Optional<Sensitive> text(String name) throws PromotionFailure {
        for (String id : scope.candidates(name)) {
            Optional<StoredCredential> found = source.find(id);
            if (found.isPresent()) {
                return Optional.of(Texts.of(id, masked(found.get())));
            }
        }
        return Optional.empty();
    }

    /** Secret texts by name; those that are not there are remembered as missing and left out. */
    public SortedMap<String, Sensitive> requireTexts(Collection<String> names) throws PromotionFailure {
        SortedMap<String, Sensitive> values = new TreeMap<>();
        for (String name : names) {
            text(name)
                    .ifPresentOrElse(value -> values.put(name, value), () -> missing.add(name, scope.candidates(name)));
        }
        return values;
    }

    /**
     * Called once everything was looked for, before anything is touched.
     *
     * @param forWhat for the message: {@code backend of projectmeats in dev}
     * @throws SecretsMissing naming everything that was required and is not there
     */
    public void refuseWhenMissing(String forWhat) throws SecretsMissing {
        missing.refuse(forWhat);
    }

    private void guard(String id) throws InvalidInput {
        Optional<SecretPrefix> owner = scope.foreignOwner(id);
        if (owner.isPresent()) {
            throw new InvalidInput(
                    "Credential '" + id + "' belongs to the environment with the secret prefix " + owner.get()
                            + "; a step for " + scope.prefix() + " does not read it",
                    "Name a credential of " + scope.prefix() + ", or one that begins with no environment's prefix");
        }
    }

    private StoredCredential masked(StoredCredential credential) {
        secretsOf(credential).forEach(masker);
        return credential;
    }

    private static List<Sensitive> secretsOf(StoredCredential credential) {
        if (credential instanceof StoredCredential.Text text) {
            return List.of(text.value());
        }
        if (credential instanceof StoredCredential.Document document) {
            return List.of(document.content());
        }
        if (credential instanceof StoredCredential.Account account) {
            return List.of(account.password());
        }
        if (credential instanceof StoredCredential.PrivateKey key) {
            return key.passphrase().map(phrase -> List.of(key.key(), phrase)).orElse(List.of(key.key()));
        }
        return List.of();
    }
}
