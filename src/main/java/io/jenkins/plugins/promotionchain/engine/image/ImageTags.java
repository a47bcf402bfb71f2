package io.jenkins.plugins.promotionchain.engine.image;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names that an image gets in its repository.
 *
 * @param pushed by which docker pushes it: no other build uses that name, so that none is overwritten
 * @param main by which it is found if the source is clean
 * @param further names for people
 */
record ImageTags(String pushed, String main, List<String> further) {

    private static final int DIRTY_DIGITS = 12;
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

    /**
     * A clean source gives its fingerprint and {@code <environment>-<commit>}. Another one gives only {@code dirty-}
     * and the beginning of its fingerprint: it is not that commit, and must not be taken for it.
     *
     * @param unique letters and digits that no other build has
     */
    static ImageTags of(BuildRequest request, SourceState source, SourceFingerprint fingerprint, String unique) {
        if (source.isClean()) {
            return new ImageTags(
                    "build-" + unique, fingerprint.value(), List.of(request.environment() + "-" + source.commit()));
        }
        String dirty = "dirty-" + fingerprint.value().substring(0, DIRTY_DIGITS);
        return new ImageTags(dirty, dirty, List.of());
    }

    /**
     * The tag itself.
     *
     * @throws IllegalArgumentException when no registry would take it
     */
    static String valid(String tag) {
        if (!TAG.matcher(tag).matches()) {
            throw new IllegalArgumentException(
                    "'" + tag + "' is not a tag: letters, digits, _ . and -, at most 128, no . or - first");
        }
        return tag;
    }

    /** All but that by which it is pushed, which means nothing to anybody. */
    List<String> all() {
        return Stream.concat(Stream.of(main), further.stream()).toList();
    }
}
