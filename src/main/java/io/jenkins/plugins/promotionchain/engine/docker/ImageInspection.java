package io.jenkins.plugins.promotionchain.engine.docker;

import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.util.ArrayList;
import java.util.List;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * What {@code docker image inspect} says about an image on an engine.
 *
 * @param id the engine's own id
 * @param references under which registries know it; those without a registry in their name are left out
 * @param bytes size on the engine's disk, unpacked
 */
public record ImageInspection(String id, List<ImageRef> references, long bytes) {

    public ImageInspection {
        references = List.copyOf(references);
    }

    /**
     * Reads the report on one image.
     *
     * @throws IllegalArgumentException when it is not such a report
     */
    public static ImageInspection parse(String report) {
        try {
            JSONObject json = new JSONArray(report).getJSONObject(0);
            JSONArray names = json.optJSONArray("RepoDigests", new JSONArray());
            List<ImageRef> references = new ArrayList<>();
            for (int i = 0; i < names.length(); i++) {
                if (names.getString(i).contains("/") && hasRegistry(names.getString(i))) {
                    references.add(ImageRef.parse(names.getString(i)));
                }
            }
            return new ImageInspection(json.getString("Id"), references, json.optLong("Size"));
        } catch (JSONException e) {
            throw new IllegalArgumentException("This is not a report of docker image inspect: " + e.getMessage(), e);
        }
    }

    /** As docker tells a registry from the first part of a path: a dot, a colon, or localhost. */
    private static boolean hasRegistry(String name) {
        String first = name.substring(0, name.indexOf('/'));
        return first.contains(".") || first.contains(":") || first.equals("localhost");
    }
}
