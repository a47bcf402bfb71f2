package io.jenkins.plugins.promotionchain.engine.image;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * What an image consists of, as its registry tells. A server that has an image with some of the same layers fetches only
 * the others.
 *
 * @param layers bottom first
 * @param platforms how many platforms the image is made for; the layers are those of the first
 */
public record ImageLayers(List<Layer> layers, int platforms) {

    /**
     * One of them.
     *
     * @param content hash of the unpacked layer, as docker engines know it ({@code RootFS.Layers}); empty: not known
     * @param bytes that travel: compressed
     */
    public record Layer(String content, long bytes) {}

    public ImageLayers {
        layers = List.copyOf(layers);
    }

    /** Reads the hashes from the image's configuration (OCI image specification 1.1, "rootfs", "diff_ids"). */
    static ImageLayers of(List<Long> sizes, JSONObject configuration, int platforms) {
        JSONArray contents =
                configuration.optJSONObject("rootfs", new JSONObject()).optJSONArray("diff_ids", new JSONArray());
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            String content = contents.length() == sizes.size() ? contents.optString(i) : "";
            layers.add(new Layer(content, sizes.get(i)));
        }
        return new ImageLayers(layers, platforms);
    }

    /** Compressed bytes of all of them. */
    public long bytes() {
        return layers.stream().mapToLong(Layer::bytes).sum();
    }

    /** Compressed bytes of those that an engine does not have. */
    public long bytesWithout(Collection<String> contents) {
        return layers.stream()
                .filter(layer -> !contents.contains(layer.content()))
                .mapToLong(Layer::bytes)
                .sum();
    }
}
