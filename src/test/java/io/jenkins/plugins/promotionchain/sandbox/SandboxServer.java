package io.jenkins.plugins.promotionchain.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * One server of the sandbox.
 *
 * @param hostKeys {@code SHA256:…} fingerprints
 * @param publishAddress address on which its containers are published
 * @param port port on which its component is published
 * @param siteListen address and port of its nginx; frontend only
 * @param url where a browser finds the site; frontend only
 */
public record SandboxServer(
        String host,
        int sshPort,
        String account,
        List<String> hostKeys,
        String publishAddress,
        int port,
        Optional<String> siteListen,
        Optional<String> url) {

    static SandboxServer parse(JSONObject json) {
        JSONArray keys = json.getJSONArray("hostKeys");
        return new SandboxServer(
                json.getString("host"),
                json.getInt("sshPort"),
                json.getString("account"),
                IntStream.range(0, keys.length()).mapToObj(keys::getString).toList(),
                json.getString("publishAddress"),
                json.getInt("port"),
                optional(json, "siteListen"),
                optional(json, "url"));
    }

    private static Optional<String> optional(JSONObject json, String name) {
        return Optional.of(json.optString(name)).filter(text -> !text.isEmpty());
    }
}
