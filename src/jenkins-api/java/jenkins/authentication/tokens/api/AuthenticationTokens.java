package jenkins.authentication.tokens.api;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.common.UsernamePasswordCredentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jenkinsci.plugins.docker.commons.credentials.DockerRegistryToken;

/** Stand-in declaration with the behaviour that the rehearsal needs; docs/jenkins-api.md says what it was compared with. */
public final class AuthenticationTokens {
    private AuthenticationTokens() {}

    /** Here only for accounts with a password at a docker registry; in Jenkins, plugins add their own kinds. */
    public static <T, C extends Credentials> T convert(Class<T> type, C credentials) {
        if (type != DockerRegistryToken.class || !(credentials instanceof UsernamePasswordCredentials account)) {
            return null;
        }
        String pair = account.getUsername() + ":" + account.getPassword().getPlainText();
        String token = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return type.cast(new DockerRegistryToken(account.getUsername(), token));
    }
}
