package io.jenkins.plugins.promotionchain.secrets;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.model.ItemGroup;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.util.Secret;
import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import jenkins.authentication.tokens.api.AuthenticationTokens;
import org.jenkinsci.plugins.docker.commons.credentials.DockerRegistryToken;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** The credentials of Jenkins, as whoever asks may use them. */
public final class JenkinsCredentials implements CredentialSource {

    private final Function<String, Optional<IdCredentials>> lookUp;

    private JenkinsCredentials(Function<String, Optional<IdCredentials>> lookUp) {
        this.lookUp = lookUp;
    }

    /**
     * Those that a build may use: of Jenkins and of the folders above its job. Each that is found is recorded as used by
     * the build.
     */
    public JenkinsCredentials(Run<?, ?> build) {
        this(id -> tracked(build, id));
    }

    /**
     * Those of a folder and what is above it, or of Jenkins itself, for a question that no build asks. Whether who asks may
     * have them used has to be checked by the caller.
     */
    public static JenkinsCredentials of(ItemGroup<?> context) {
        return new JenkinsCredentials(id -> Optional.ofNullable(CredentialsProvider.findCredentialByIdInItemGroup(
                id, IdCredentials.class, context, ACL.SYSTEM2, List.of())));
    }

    @Override
    public Optional<StoredCredential> find(String id) throws PromotionFailure {
        Optional<IdCredentials> found = found(id);
        return found.isEmpty() ? Optional.empty() : Optional.of(read(found.get()));
    }

    @Override
    public Optional<RegistryLogin> registryLogin(String id, String registry) throws PromotionFailure {
        Optional<IdCredentials> found = found(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        DockerRegistryToken token = AuthenticationTokens.convert(DockerRegistryToken.class, found.get());
        return token == null ? Optional.empty() : Optional.of(login(id, registry, token));
    }

    /** A parameter of the build may stand for a credential of any id, so that nobody would know whose that is. */
    private Optional<IdCredentials> found(String id) throws InvalidInput {
        Optional<IdCredentials> found = lookUp.apply(id);
        if (found.isPresent() && !found.get().getId().equals(id)) {
            throw new InvalidInput(
                    "'" + id + "' is a parameter of the build and stands for the credential '"
                            + found.get().getId() + "'",
                    "Name the credential by its own id (credentialsId: params.NAME), or call the parameter something else");
        }
        return found;
    }

    private static Optional<IdCredentials> tracked(Run<?, ?> build, String id) {
        IdCredentials found = CredentialsProvider.findCredentialById(id, IdCredentials.class, build, List.of());
        return Optional.ofNullable(CredentialsProvider.track(build, found));
    }

    private static StoredCredential read(IdCredentials credential) throws PromotionFailure {
        if (credential instanceof StringCredentials text) {
            return new StoredCredential.Text(sensitive(text.getSecret()));
        }
        if (credential instanceof FileCredentials file) {
            return new StoredCredential.Document(contentOf(file));
        }
        if (credential instanceof StandardUsernamePasswordCredentials account) {
            return new StoredCredential.Account(account.getUsername(), sensitive(account.getPassword()));
        }
        if (credential instanceof SSHUserPrivateKey key) {
            return new StoredCredential.PrivateKey(
                    Optional.ofNullable(key.getUsername()).filter(name -> !name.isEmpty()),
                    Sensitive.of(key.getPrivateKeys().stream().collect(Collectors.joining("\n"))),
                    Optional.ofNullable(key.getPassphrase())
                            .map(JenkinsCredentials::sensitive)
                            .filter(phrase -> !phrase.isEmpty()));
        }
        return new StoredCredential.Unknown(credential.getClass().getSimpleName());
    }

    private static Sensitive sensitive(Secret secret) {
        return Sensitive.of(secret.getPlainText());
    }

    private static Sensitive contentOf(FileCredentials file) throws InvalidInput {
        try (InputStream content = file.getContent()) {
            return Sensitive.of(new String(content.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new InvalidInput(
                    "The secret file '" + file.getId() + "' cannot be read", "Store it again in Jenkins", e);
        }
    }

    /** The token is the Base64 form of {@code user:password}, as a docker configuration file has it under "auth". */
    private static RegistryLogin login(String id, String registry, DockerRegistryToken token) throws InvalidInput {
        try {
            String account = new String(Base64.getDecoder().decode(token.getToken()), StandardCharsets.UTF_8);
            int colon = account.indexOf(':');
            if (colon > 0) {
                return new RegistryLogin(
                        registry, account.substring(0, colon), Sensitive.of(account.substring(colon + 1)));
            }
        } catch (IllegalArgumentException notBase64) {
            throw noAccount(id, notBase64);
        }
        throw noAccount(id, new IllegalArgumentException("no user name"));
    }

    private static InvalidInput noAccount(String id, IllegalArgumentException cause) {
        return new InvalidInput(
                "Credential '" + id + "' does not give a user name and password for a registry",
                "Store the registry's account as a username with password",
                cause);
    }
}
