package io.jenkins.plugins.promotionchain.steps;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The images that a build found or made, by component; saved with the build, so that they are still known after a
 * restart. Stages in parallel may record at the same time.
 */
public final class ReleaseAction extends InvisibleAction {

    private volatile Map<String, String> images = new TreeMap<>();

    /** Remembers an image for the later steps of the same build. */
    static void record(Run<?, ?> build, ComponentName component, ImageRef image) throws IOException {
        synchronized (build) {
            ReleaseAction release = build.getAction(ReleaseAction.class);
            if (release == null) {
                release = new ReleaseAction();
                build.addAction(release);
            }
            release.add(component, image);
        }
        build.save();
    }

    /** What {@code buildOnce} recorded for a component in this build, else in the one that it repeats. */
    static Optional<ImageRef> imageOf(Run<?, ?> build, ComponentName component) {
        return ownImageOf(build, component)
                .or(() -> RepeatedRun.of(build).flatMap(original -> imageOf(original, component)));
    }

    /** What {@code buildOnce} recorded for a component in exactly this build. */
    static Optional<ImageRef> ownImageOf(Run<?, ?> build, ComponentName component) {
        return Optional.ofNullable(build.getAction(ReleaseAction.class))
                .map(release -> release.images.get(component.value()))
                .map(ImageRef::parse);
    }

    /** The digests of all components that {@code buildOnce} recorded in this build or the one it repeats: its release. */
    static Map<ComponentName, ImageDigest> digestsOf(Run<?, ?> build) {
        ReleaseAction release = build.getAction(ReleaseAction.class);
        Map<ComponentName, ImageDigest> digests =
                RepeatedRun.of(build).map(ReleaseAction::digestsOf).orElseGet(HashMap::new);
        if (release != null) {
            release.images.forEach((component, image) -> digests.put(
                    ComponentName.of(component), ImageRef.parse(image).digest()));
        }
        return digests;
    }

    /** Images ({@code repository@sha256:…}) by component. */
    public Map<String, String> getImages() {
        return Collections.unmodifiableMap(images);
    }

    private void add(ComponentName component, ImageRef image) {
        Map<String, String> more = new TreeMap<>(images);
        more.put(component.value(), image.toString());
        images = more;
    }
}
