package io.jenkins.plugins.promotionchain.engine.image;

import java.util.List;
import java.util.stream.Stream;

/**
 * The names that an image gets in its repository.
 *
 * @param main by which it is pushed, and found if the source is clean
 * @param further names for people
 */
record ImageTags(String main, List<String> further) {

    private static final int DIRTY_DIGITS = 12;

    /**
     * A clean source gives its fingerprint and {@code <environment>-<commit>}. Another one gives only {@code dirty-}
     * and the beginning of its fingerprint: it is not that commit, and must not be taken for it.
     */
    static ImageTags of(BuildRequest request, SourceState source, SourceFingerprint fingerprint) {
        return source.isClean()
                ? new ImageTags(fingerprint.value(), List.of(request.environment() + "-" + source.commit()))
                : new ImageTags("dirty-" + fingerprint.value().substring(0, DIRTY_DIGITS), List.of());
    }

    List<String> all() {
        return Stream.concat(Stream.of(main), further.stream()).toList();
    }
}
