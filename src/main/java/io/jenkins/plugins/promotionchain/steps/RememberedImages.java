package io.jenkins.plugins.promotionchain.steps;

import hudson.model.Run;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.io.IOException;
import java.util.Optional;

/** The images that a build knows: its own, and those of the build that it repeats. */
final class RememberedImages {

    private final Run<?, ?> build;
    private final Log log;

    RememberedImages(Run<?, ?> build, Log log) {
        this.build = build;
        this.log = log;
    }

    /** Remembers an image for the later steps of this build. */
    void remember(ComponentName component, ImageRef image) throws IOException {
        ReleaseAction.record(build, component, image);
    }

    /**
     * What {@link #remember} was told for a component in this build, else in the one that it repeats, which the log then
     * tells.
     */
    Optional<ImageRef> recall(ComponentName component) {
        Optional<ImageRef> own = ReleaseAction.ownImageOf(build, component);
        if (own.isPresent()) {
            return own;
        }
        Optional<ImageRef> image = ReleaseAction.imageOf(build, component);
        image.ifPresent(found -> log.line(component + ": takes " + found + ", which is recorded in the build "
                + repeated().orElse("") + " that this one repeats"));
        return image;
    }

    /** What was recorded for a component in the build that this one repeats. */
    Optional<ImageRef> recallOfRepeated(ComponentName component) {
        return RepeatedRun.of(build).flatMap(original -> ReleaseAction.imageOf(original, component));
    }

    /** The number of the build that this one repeats; none where it repeats none. */
    Optional<String> repeated() {
        return RepeatedRun.of(build).map(original -> "#" + original.getNumber());
    }

    /** What {@link #remember} was told for a component in another build of the same job. */
    Optional<ImageRef> recallOf(int number, ComponentName component) {
        Run<?, ?> other = build.getParent().getBuildByNumber(number);
        return other == null ? Optional.empty() : ReleaseAction.imageOf(other, component);
    }
}
