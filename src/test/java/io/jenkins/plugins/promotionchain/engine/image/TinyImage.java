package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** A complete image with one empty layer, made by hand; images with different revisions have different digests. */
record TinyImage(byte[] layer, byte[] configuration, byte[] manifest) {

    static final String TYPE = "application/vnd.docker.distribution.manifest.v2+json";

    static TinyImage ofRevision(String revision) {
        byte[] archive = new byte[1024];
        byte[] layer = compressed(archive);
        byte[] configuration = bytes(
                """
                {"architecture":"amd64","os":"linux","created":"2025-12-01T10:00:00Z",
                 "config":{"Labels":{"org.opencontainers.image.revision":"%s"}},
                 "rootfs":{"type":"layers","diff_ids":["%s"]}}"""
                        .formatted(revision, ImageManifest.digestOf(archive)));
        byte[] manifest = bytes(
                """
                {"schemaVersion":2,"mediaType":"%s",
                 "config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":%d,"digest":"%s"},
                 "layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":%d,"digest":"%s"}]}"""
                        .formatted(
                                TYPE,
                                configuration.length,
                                ImageManifest.digestOf(configuration),
                                layer.length,
                                ImageManifest.digestOf(layer)));
        return new TinyImage(layer, configuration, manifest);
    }

    ImageDigest digest() {
        return ImageManifest.digestOf(manifest);
    }

    long size() {
        return (long) layer.length + configuration.length;
    }

    private static byte[] compressed(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
