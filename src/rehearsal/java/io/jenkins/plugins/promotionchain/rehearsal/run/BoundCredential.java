package io.jenkins.plugins.promotionchain.rehearsal.run;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.model.Run;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * What {@code credentials('id')} stands for in an {@code environment} block: the variables are those of Jenkins.
 *
 * @param user none for a secret text
 */
record BoundCredential(Optional<String> user, Sensitive secret) {

    /** Finds the credential and hides its secret in the log from now on. */
    static Object bind(Steps steps, StepCall call) throws StepFailed {
        BoundCredential credential = find(call.text("id"), steps.surroundings().build());
        steps.surroundings().log().hide(credential.secret());
        return credential;
    }

    /** @throws StepFailed when there is no such credential, or it is neither a text nor a user name with a password */
    private static BoundCredential find(String id, Run<?, ?> build) throws StepFailed {
        IdCredentials found = CredentialsProvider.findCredentialById(id, IdCredentials.class, build, List.of());
        if (found == null) {
            throw new StepFailed("Could not find credentials entry with ID '" + id + "'");
        }
        if (found instanceof StringCredentials text) {
            return new BoundCredential(
                    Optional.empty(), Sensitive.of(text.getSecret().getPlainText()));
        }
        if (found instanceof StandardUsernamePasswordCredentials account) {
            return new BoundCredential(
                    Optional.of(account.getUsername()),
                    Sensitive.of(account.getPassword().getPlainText()));
        }
        throw new StepFailed("credentials('" + id + "') is of a kind that the rehearsal does not bind; it binds secret"
                + " texts, and user names with passwords");
    }

    /** @param name of the variable on the left side */
    Map<String, String> variables(String name) {
        return user.map(account -> Map.of(
                        name, account + ":" + secret.reveal(), name + "_USR", account, name + "_PSW", secret.reveal()))
                .orElseGet(() -> Map.of(name, secret.reveal()));
    }
}
