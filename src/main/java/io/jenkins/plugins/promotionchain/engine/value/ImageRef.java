package io.jenkins.plugins.promotionchain.engine.value;

/** An image: a repository and a digest. What is deployed is always one of these, never a tag. */
public record ImageRef(ImageRepository repository, ImageDigest digest) {

    /** Parses {@code repository@sha256:…}. */
    public static ImageRef parse(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("'" + text
                    + "' names no digest: write registry/path@sha256:…; a tag is only a name for people and may move");
        }
        return new ImageRef(ImageRepository.parse(text.substring(0, at)), ImageDigest.of(text.substring(at + 1)));
    }

    @Override
    public String toString() {
        return repository + "@" + digest;
    }
}
