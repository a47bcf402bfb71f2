package io.jenkins.plugins.promotionchain.engine.image;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.json.JSONObject;

/**
 * What a registry tells about an image without a pull.
 *
 * @param bytes compressed size of layers and configuration; for an image of several platforms, that of the first
 * @param created when it was built, where the image says so
 * @param labels for example {@code org.opencontainers.image.revision}
 */
public record ImageDescription(long bytes, Optional<Instant> created, Map<String, String> labels) {

    public ImageDescription {
        labels = Map.copyOf(labels);
    }

    public Optional<String> label(String name) {
        return Optional.ofNullable(labels.get(name)).filter(value -> !value.isEmpty());
    }

    /** Reads an image configuration (OCI image specification 1.1, "Image Configuration"). */
    static ImageDescription of(long bytes, JSONObject configuration) {
        Map<String, String> labels = new TreeMap<>();
        JSONObject json =
                configuration.optJSONObject("config", new JSONObject()).optJSONObject("Labels", new JSONObject());
        json.keySet().forEach(name -> labels.put(name, json.optString(name)));
        return new ImageDescription(bytes, instant(configuration.optString("created")), labels);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
