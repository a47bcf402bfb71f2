package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * Answers a registry's challenge with the value of an {@code Authorization} header: Basic (RFC 7617), or Bearer with a
 * token from the server that the challenge names (Docker Registry v2 token authentication, "Token Authentication
 * Specification"). The login goes to that server only, only over HTTPS or to this machine, and never on to where it
 * redirects to.
 */
final class RegistryAuthorization {

    private final String registry;
    private final Optional<RegistryLogin> login;
    private final RegistryTransport transport;

    RegistryAuthorization(String registry, Optional<RegistryLogin> login, RegistryTransport transport) {
        this.registry = registry;
        this.login = login;
        this.transport = transport;
    }

    /**
     * @param scope what is asked for where the challenge does not say, for example {@code repository:a/b:pull}
     * @throws RegistryRefused when there is no way to answer, or the token server gives no token
     */
    Sensitive answer(List<AuthenticationChallenge> challenges, String scope)
            throws RegistryRefused, InterruptedException {
        Optional<AuthenticationChallenge> bearer = withScheme(challenges, "bearer");
        if (bearer.isPresent()) {
            return Sensitive.of("Bearer " + token(bearer.get(), scope));
        }
        if (withScheme(challenges, "basic").isEmpty()) {
            throw new RegistryRefused(
                    "Registry %s asks for a way to log in that is neither Basic nor Bearer".formatted(registry),
                    "Check that there is a registry at this address");
        }
        if (login.isEmpty()) {
            throw new RegistryRefused(
                    "Registry %s asks for a login and none is given".formatted(registry),
                    "Name a credential with user name and password: credentialsId of the step or of the application");
        }
        return Sensitive.of(basic(login.get()));
    }

    private static Optional<AuthenticationChallenge> withScheme(
            List<AuthenticationChallenge> challenges, String scheme) {
        return challenges.stream().filter(c -> c.scheme().equals(scheme)).findFirst();
    }

    private static String basic(RegistryLogin login) {
        byte[] pair = (login.username() + ":" + login.password().reveal()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private String token(AuthenticationChallenge challenge, String scope) throws RegistryRefused, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(tokenAddress(challenge, scope)).header("Accept", "application/json");
        login.ifPresent(account -> request.header("Authorization", basic(account)));
        HttpResponse<byte[]> response = transport.send(registry, request.build());
        if (response.statusCode() != 200) {
            String refused = "Registry %s refuses a token to %s (status %d%s)"
                    .formatted(registry, who(), response.statusCode(), RegistryErrors.in(response));
            String whatToDo = "Check user name and password in the registry's credential, and that the account may use"
                    + " the repository";
            throw response.statusCode() == 401
                    ? RegistryRefused.login(refused, whatToDo)
                    : new RegistryRefused(refused, whatToDo);
        }
        return read(response.body());
    }

    private URI tokenAddress(AuthenticationChallenge challenge, String scope) throws RegistryRefused {
        String realm = challenge.parameter("realm").orElse("");
        URI address;
        try {
            String query = Stream.concat(
                            challenge.parameter("service").map(s -> "service=" + encode(s)).stream(),
                            scopes(challenge, scope))
                    .reduce((one, other) -> one + "&" + other)
                    .orElse("");
            address = URI.create(query.isEmpty() ? realm : realm + (realm.contains("?") ? "&" : "?") + query);
        } catch (IllegalArgumentException e) {
            address = URI.create("");
        }
        if (!RegistryAddress.isPrivate(address)) {
            throw new RegistryRefused(
                    "Registry %s wants the login to be sent to '%s', where others could read it"
                            .formatted(registry, realm),
                    "Have the registry name an https address as realm of its tokens");
        }
        return address;
    }

    private static Stream<String> scopes(AuthenticationChallenge challenge, String scope) {
        return Stream.of(challenge.parameter("scope").orElse(scope).split(" "))
                .filter(one -> !one.isEmpty())
                .map(one -> "scope=" + encode(one));
    }

    /** Old token servers say {@code token}, those after OAuth 2.0 {@code access_token}; many say both. */
    private String read(byte[] body) throws RegistryRefused {
        String token;
        try {
            JSONObject json = new JSONObject(new String(body, StandardCharsets.UTF_8));
            token = Stream.of("token", "access_token")
                    .map(json::optString)
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse("");
        } catch (JSONException e) {
            token = "";
        }
        if (!token.matches("[!-~]+")) {
            throw new RegistryRefused(
                    "The token server of registry %s gave an answer without a token".formatted(registry),
                    "Check that there is a registry at this address, and look into its log");
        }
        return token;
    }

    private String who() {
        return login.map(account -> "'" + account.username() + "'").orElse("anonymous users");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
