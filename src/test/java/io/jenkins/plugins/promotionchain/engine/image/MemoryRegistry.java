package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.image.LoopbackServer.Answer;
import io.jenkins.plugins.promotionchain.engine.image.LoopbackServer.Request;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A registry that keeps a few images of one repository in memory. */
final class MemoryRegistry implements AutoCloseable {

    private final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final LoopbackServer server;

    MemoryRegistry() throws IOException {
        server = LoopbackServer.start(this::answer);
    }

    ImageRepository repository() {
        return new ImageRepository(server.host(), "projectmeats-backend");
    }

    void put(String tag, TinyImage image) {
        manifests.put(tag, image.manifest());
        manifests.put(image.digest().value(), image.manifest());
        blobs.put(ImageManifest.digestOf(image.configuration()).value(), image.configuration());
        blobs.put(ImageManifest.digestOf(image.layer()).value(), image.layer());
    }

    void name(String tag, TinyImage image) {
        manifests.put(tag, image.manifest());
    }

    void forgetTag(String tag) {
        manifests.remove(tag);
    }

    void forgetBlob(byte[] blob) {
        blobs.remove(ImageManifest.digestOf(blob).value());
    }

    void forget(ImageDigest digest) {
        manifests.remove(digest.value());
    }

    Optional<ImageDigest> named(String tag) {
        return Optional.ofNullable(manifests.get(tag)).map(ImageManifest::digestOf);
    }

    private Answer answer(Request request) {
        String name = request.target().substring(request.target().lastIndexOf('/') + 1);
        if (request.method().equals("PUT")) {
            manifests.put(name, request.body());
            return Answer.status(201);
        }
        byte[] content = request.target().contains("/blobs/") ? blobs.get(name) : manifests.get(name);
        return content == null
                ? Answer.status(404)
                : new Answer(
                        200,
                        Map.of(
                                "Content-Type",
                                TinyImage.TYPE,
                                "Docker-Content-Digest",
                                ImageManifest.digestOf(content).value()),
                        content);
    }

    @Override
    public void close() {
        server.close();
    }
}
