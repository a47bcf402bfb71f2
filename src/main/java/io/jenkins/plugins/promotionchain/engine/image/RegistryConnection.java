package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Requests to one registry as one account. Logs in when asked to, once for each scope; follows redirects of reads, as
 * blobs are often kept elsewhere, without taking the login along to another server. Used by one thread at a time.
 */
final class RegistryConnection {

    private static final int REDIRECTS = 5;
    private static final Set<Integer> REDIRECTED = Set.of(301, 302, 303, 307, 308);

    private final String registry;
    private final Optional<RegistryLogin> login;
    private final RegistryTransport transport;
    private final RegistryAuthorization authorization;
    private final Map<String, Sensitive> answers = new HashMap<>();

    RegistryConnection(String registry, Optional<RegistryLogin> login, RegistryTransport transport) {
        this.registry = registry;
        this.login = login;
        this.transport = transport;
        this.authorization = new RegistryAuthorization(registry, login, transport);
    }

    /** One request, without its login. */
    record Call(String method, URI address, String scope, Map<String, String> headers, byte[] body) {

        static Call read(String method, URI address, String scope, String accept) {
            return new Call(method, address, scope, Map.of("Accept", accept), new byte[0]);
        }

        Call at(URI other) {
            return new Call(method, other, scope, headers, body);
        }

        boolean isRead() {
            return method.equals("GET") || method.equals("HEAD");
        }
    }

    /**
     * @return an answer that is a success or 404
     * @throws RegistryRefused for all others
     */
    HttpResponse<byte[]> send(Call call) throws RegistryRefused, InterruptedException {
        HttpResponse<byte[]> response = followRedirects(call, sendLoggedIn(call));
        int status = response.statusCode();
        if (status / 100 == 2 || status == 404) {
            return response;
        }
        if (status == 401 || status == 403) {
            String refused = "Registry %s refuses %s (status %d%s)"
                    .formatted(registry, who(), status, RegistryErrors.in(response));
            String whatToDo = "Check user name and password in the registry's credential, and that the account may use"
                    + " the repository";
            throw status == 401 ? RegistryRefused.login(refused, whatToDo) : new RegistryRefused(refused, whatToDo);
        }
        throw new RegistryRefused(
                "Registry %s answers %s %s with status %d%s"
                        .formatted(
                                registry, call.method(), call.address().getPath(), status, RegistryErrors.in(response)),
                "Check that there is a registry at this address, and look into its log");
    }

    /** A token may have run out since it was given, so that a refusal is answered once in any case. */
    private HttpResponse<byte[]> sendLoggedIn(Call call) throws RegistryRefused, InterruptedException {
        HttpResponse<byte[]> response = transport.send(registry, request(call, true));
        if (response.statusCode() != 401) {
            return response;
        }
        List<AuthenticationChallenge> challenges =
                AuthenticationChallenge.parse(response.headers().allValues("WWW-Authenticate"));
        answers.put(call.scope(), authorization.answer(challenges, call.scope()));
        return transport.send(registry, request(call, true));
    }

    private HttpResponse<byte[]> followRedirects(Call call, HttpResponse<byte[]> first)
            throws RegistryRefused, InterruptedException {
        HttpResponse<byte[]> response = first;
        URI address = call.address();
        for (int i = 0; i < REDIRECTS && call.isRead() && REDIRECTED.contains(response.statusCode()); i++) {
            address = target(address, response);
            boolean home = RegistryAddress.sameOrigin(address, call.address());
            response = transport.send(registry, request(call.at(address), home));
        }
        return response;
    }

    private URI target(URI from, HttpResponse<?> response) throws RegistryRefused {
        URI target;
        try {
            target = from.resolve(
                    new URI(response.headers().firstValue("Location").orElse("")));
        } catch (URISyntaxException e) {
            throw new RegistryRefused(
                    "Registry %s redirects to something that is not a URL (%s at character %d of Location)"
                            .formatted(registry, e.getReason(), e.getIndex() + 1),
                    "Have the registry or the proxy before it percent-encode the addresses that it redirects to");
        }
        if (!RegistryAddress.isPrivate(target)) {
            throw new RegistryRefused(
                    "Registry %s redirects to an address that is not https".formatted(registry),
                    "Have the registry or the proxy before it redirect to https addresses");
        }
        return target;
    }

    private HttpRequest request(Call call, boolean home) {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.address())
                .method(
                        call.method(),
                        call.isRead()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(request::header);
        if (home && answers.containsKey(call.scope())) {
            request.header("Authorization", answers.get(call.scope()).reveal());
        }
        return request.build();
    }

    private String who() {
        return login.map(account -> "'" + account.username() + "'").orElse("anonymous access");
    }
}
