package io.jenkins.plugins.promotionchain.sandbox;

import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.util.Optional;
import java.util.stream.Stream;
import org.json.JSONObject;

/**
 * A secret of the sandbox.
 *
 * @param kind for example {@code text} or {@code usernamePassword}
 * @param username where the kind has one
 * @param secret the value, password or private key
 * @param passphrase of a private key, where it has one
 */
public record SandboxCredential(
        String id, String kind, Optional<String> username, Sensitive secret, Optional<Sensitive> passphrase) {

    static SandboxCredential parse(JSONObject json) {
        String secret = Stream.of("value", "password", "privateKey", "content")
                .filter(json::has)
                .map(json::getString)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Credential " + json.getString("id") + " has no value"));
        return new SandboxCredential(
                json.getString("id"),
                json.getString("kind"),
                text(json, "username"),
                Sensitive.of(secret),
                text(json, "passphrase").map(Sensitive::of));
    }

    private static Optional<String> text(JSONObject json, String name) {
        return Optional.of(json.optString(name)).filter(text -> !text.isEmpty());
    }
}
