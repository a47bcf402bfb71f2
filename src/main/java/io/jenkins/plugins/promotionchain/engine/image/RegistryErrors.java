package io.jenkins.plugins.promotionchain.engine.image;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;

/** What a registry says in an answer that is no success (OCI distribution specification 1.1, "Error Codes"). */
final class RegistryErrors {

    private static final int LONGEST = 200;

    private RegistryErrors() {}

    /** Code and message of the first error, with {@code ": "} before them; empty where the answer has none. */
    static String in(HttpResponse<byte[]> response) {
        try {
            JSONArray errors = new JSONObject(new String(response.body(), StandardCharsets.UTF_8))
                    .optJSONArray("errors", new JSONArray());
            if (errors.isEmpty()) {
                return "";
            }
            JSONObject first = errors.getJSONObject(0);
            String text = (first.optString("code") + " " + first.optString("message")).replaceAll("\\p{Cntrl}+", " ");
            String shortened = Excerpt.beginning(text, LONGEST);
            return shortened.isBlank() ? "" : ": " + shortened.strip();
        } catch (JSONException e) {
            return "";
        }
    }
}
