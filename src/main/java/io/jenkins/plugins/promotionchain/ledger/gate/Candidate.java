package io.jenkins.plugins.promotionchain.ledger.gate;

import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What asks to be let into an environment: an image for one component, and the release that it is a part of.
 *
 * @param release the digests of all components of the release, that one among them
 */
public record Candidate(
        ApplicationName application, ComponentName component, SortedMap<ComponentName, ImageDigest> release) {

    public Candidate {
        SortedMap<ComponentName, ImageDigest> sorted = new TreeMap<>(Comparator.comparing(ComponentName::value));
        sorted.putAll(release);
        release = Collections.unmodifiableSortedMap(sorted);
        if (!release.containsKey(component)) {
            throw new IllegalArgumentException("The release has no image of the component " + component);
        }
    }

    /** @param others images of the same build; what stands there for the component itself does not count */
    public static Candidate of(
            ApplicationName application,
            ComponentName component,
            ImageDigest digest,
            Map<ComponentName, ImageDigest> others) {
        SortedMap<ComponentName, ImageDigest> release = new TreeMap<>(Comparator.comparing(ComponentName::value));
        release.putAll(others);
        release.put(component, digest);
        return new Candidate(application, component, release);
    }

    /** Of the component that is to be deployed. */
    public ImageDigest digest() {
        return release.get(component);
    }

    DeploymentTarget in(EnvironmentName environment, ComponentName which) {
        return new DeploymentTarget(application, environment, which);
    }
}
