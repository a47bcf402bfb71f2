package io.jenkins.plugins.promotionchain.sandbox;

import java.util.Optional;
import org.json.JSONObject;

/**
 * One stop of the sandbox's chain.
 *
 * @param prefix of the names of its credentials, for example {@code DEV}
 * @param requires the environment that has to run an image before; none for the first one
 */
public record SandboxEnvironment(
        String name,
        String branch,
        String prefix,
        Optional<String> requires,
        SandboxServer backend,
        SandboxServer frontend) {

    static SandboxEnvironment parse(JSONObject json) {
        return new SandboxEnvironment(
                json.getString("name"),
                json.getString("branch"),
                json.getString("prefix"),
                Optional.of(json.optString("requires")).filter(text -> !text.isEmpty()),
                SandboxServer.parse(json.getJSONObject("backend")),
                SandboxServer.parse(json.getJSONObject("frontend")));
    }
}
