package io.jenkins.plugins.promotionchain.engine.image;

import java.util.List;
import java.util.Optional;

/**
 * What git knows of the files that an image is built from. Ids are git object ids, 40 or 64 hexadecimal digits.
 *
 * @param commit the commit that is checked out
 * @param version the nearest tag and the distance to it, or the abbreviated commit
 * @param remote where the source came from, without login; none where the work tree has no remote {@code origin} or
 *     its address is not understood
 * @param contextTree tree of the build context, symbolic links followed; none where the commit does not have it
 * @param dockerfile blob of the Dockerfile, likewise
 * @param dockerignore blob of {@code <Dockerfile>.dockerignore}, which BuildKit prefers to that of the context
 * @param conversions files of the context that git's attributes have checked out with other bytes, as {@code git
 *     check-attr} prints them, sorted
 * @param changes what is not as committed or what no commit can tell, one line for each
 */
record SourceState(
        String commit,
        String version,
        Optional<String> remote,
        Optional<String> contextTree,
        Optional<String> dockerfile,
        Optional<String> dockerignore,
        List<String> conversions,
        List<String> changes) {

    SourceState {
        conversions = List.copyOf(conversions);
        changes = List.copyOf(changes);
    }

    /** Whether the files are exactly those of the commit. What is not can be built, but never found again. */
    boolean isClean() {
        return changes.isEmpty() && contextTree.isPresent() && dockerfile.isPresent();
    }
}
