package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * A manifest as a registry keeps it: bytes whose hash is the image's digest, so that they are never written anew from
 * what was read (OCI image specification 1.1, "Image Manifest" and "Image Index"; Docker's "Image Manifest Version 2,
 * Schema 2").
 */
final class ImageManifest {

    /** What we can read, index and list included: a tag may name either. */
    static final List<String> MEDIA_TYPES = List.of(
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.docker.distribution.manifest.v2+json");

    private final String mediaType;
    private final byte[] content;
    private final JSONObject json;

    private ImageManifest(String mediaType, byte[] content, JSONObject json) {
        this.mediaType = mediaType;
        this.content = content;
        this.json = json;
    }

    /**
     * @param mediaType as the registry's answer names it
     * @throws IllegalArgumentException when it is no manifest of a type that we know
     */
    static ImageManifest of(String mediaType, byte[] content) {
        String plain = mediaType.replaceFirst(";.*", "").strip();
        if (!MEDIA_TYPES.contains(plain)) {
            throw new IllegalArgumentException("'" + plain + "' is not the type of an image manifest");
        }
        try {
            return new ImageManifest(
                    plain, content.clone(), new JSONObject(new String(content, StandardCharsets.UTF_8)));
        } catch (JSONException e) {
            throw new IllegalArgumentException("The manifest is not JSON: " + e.getMessage(), e);
        }
    }

    String mediaType() {
        return mediaType;
    }

    byte[] content() {
        return content.clone();
    }

    ImageDigest digest() {
        return digestOf(content);
    }

    static ImageDigest digestOf(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return ImageDigest.of("sha256:" + HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Whether it lists other manifests, one for each platform. */
    boolean isIndex() {
        return json.has("manifests");
    }

    /** Manifests of the platforms; the attestations that BuildKit adds with platform {@code unknown} are no image. */
    List<ImageDigest> platformManifests() {
        List<ImageDigest> digests = new ArrayList<>();
        JSONArray manifests = json.optJSONArray("manifests", new JSONArray());
        for (int i = 0; i < manifests.length(); i++) {
            JSONObject manifest = manifests.getJSONObject(i);
            String system = manifest.optJSONObject("platform", new JSONObject()).optString("os");
            if (!system.equals("unknown")) {
                digests.add(ImageDigest.of(manifest.getString("digest")));
            }
        }
        return digests;
    }

    /** The image's configuration: when it was made, and its labels. None in an index. */
    Optional<ImageDigest> configuration() {
        return Optional.ofNullable(json.optJSONObject("config"))
                .map(config -> ImageDigest.of(config.getString("digest")));
    }

    /**
     * Configuration and layers that the registry has to have. None in an index; without the layers that are kept
     * elsewhere by their maker (OCI image specification 1.1, "Descriptors", {@code urls}).
     */
    List<ImageDigest> blobs() {
        List<ImageDigest> digests = new ArrayList<>(configuration().stream().toList());
        JSONArray layers = json.optJSONArray("layers", new JSONArray());
        for (int i = 0; i < layers.length(); i++) {
            JSONObject layer = layers.getJSONObject(i);
            if (!layer.has("urls")) {
                digests.add(ImageDigest.of(layer.getString("digest")));
            }
        }
        return digests;
    }

    /** Bytes that travel when the image is pulled: compressed layers and configuration. 0 for an index. */
    long size() {
        return json.optJSONObject("config", new JSONObject()).optLong("size")
                + layerSizes().stream().mapToLong(Long::longValue).sum();
    }

    /** Compressed sizes of the layers, bottom first. None in an index. */
    List<Long> layerSizes() {
        List<Long> sizes = new ArrayList<>();
        JSONArray layers = json.optJSONArray("layers", new JSONArray());
        for (int i = 0; i < layers.length(); i++) {
            sizes.add(layers.getJSONObject(i).optLong("size"));
        }
        return sizes;
    }
}
