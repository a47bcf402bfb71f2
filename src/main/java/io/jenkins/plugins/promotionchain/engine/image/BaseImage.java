package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image as a Dockerfile names it, read as docker reads it: what has no registry is on Docker Hub, what has neither
 * tag nor digest is {@code latest} (Dockerfile reference, "FROM"; distribution/reference, "ParseNormalizedNamed").
 *
 * @param name as written, without tag and digest
 * @param tag none where a digest is written
 */
record BaseImage(String name, ImageRepository repository, Optional<String> tag, Optional<ImageDigest> digest) {

    private static final Pattern REFERENCE =
            Pattern.compile("([^@]+?)(?::([A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?");

    /** @throws IllegalArgumentException when docker would not take it for an image either */
    static BaseImage parse(String text) {
        Matcher reference = REFERENCE.matcher(text);
        if (!reference.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not the name of an image");
        }
        String name = reference.group(1);
        Optional<ImageDigest> digest = Optional.ofNullable(reference.group(3)).map(ImageDigest::of);
        Optional<String> tag = digest.isPresent()
                ? Optional.empty()
                : Optional.of(Optional.ofNullable(reference.group(2)).orElse("latest"));
        return new BaseImage(name, repositoryOf(name), tag, digest);
    }

    private static ImageRepository repositoryOf(String name) {
        int slash = name.indexOf('/');
        String first = name.substring(0, Math.max(0, slash));
        if (first.contains(".") || first.contains(":") || first.equals("localhost")) {
            String registry = first.equals("index.docker.io") ? "docker.io" : first;
            String path = name.substring(slash + 1);
            return new ImageRepository(registry, registry.equals("docker.io") ? onDockerHub(path) : path);
        }
        return new ImageRepository("docker.io", onDockerHub(name));
    }

    private static String onDockerHub(String path) {
        return path.contains("/") ? path : "library/" + path;
    }

    /** With registry and tag written out. */
    @Override
    public String toString() {
        return repository + tag.map(text -> ":" + text).orElse("");
    }
}
