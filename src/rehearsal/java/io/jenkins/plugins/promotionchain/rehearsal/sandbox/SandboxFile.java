package io.jenkins.plugins.promotionchain.rehearsal.sandbox;

import io.jenkins.plugins.promotionchain.rehearsal.run.StepFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.json.JSONException;
import org.json.JSONObject;

/** The file {@code sandbox.json}. */
public final class SandboxFile {

    private final JSONObject content;

    private SandboxFile(JSONObject content) {
        this.content = content;
    }

    /** @throws StepFailed when it cannot be read, saying how to bring the sandbox up */
    public static SandboxFile read(Path file) throws StepFailed {
        try {
            return new SandboxFile(new JSONObject(Files.readString(file)));
        } catch (IOException | JSONException e) {
            throw new StepFailed(
                    "The sandbox is described in " + file + ", which cannot be read; bring it up with ./rehearse up",
                    e);
        }
    }

    public String application() {
        return content.getString("application");
    }

    /** Where the Docker engine of the "agent" listens. */
    public String dockerHost() {
        return content.getString("dockerHost");
    }

    JSONObject registry() {
        return content.getJSONObject("registry");
    }

    List<JSONObject> environments() {
        return objects("environments");
    }

    List<JSONObject> credentials() {
        return objects("credentials");
    }

    /** The address of each environment's page, by the environment's name. */
    public Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        for (JSONObject environment : environments()) {
            pages.put(
                    environment.getString("name"),
                    environment.getJSONObject("frontend").getString("url"));
        }
        return pages;
    }

    private List<JSONObject> objects(String key) {
        List<JSONObject> all = new ArrayList<>();
        content.getJSONArray(key).forEach(each -> all.add((JSONObject) each));
        return all;
    }
}
