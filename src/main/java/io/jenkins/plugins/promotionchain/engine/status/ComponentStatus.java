package io.jenkins.plugins.promotionchain.engine.status;

import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerLabels;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a component stands, and where that differs from what was deployed.
 *
 * @param drift empty: all is as it should be
 */
public record ComponentStatus(
        StatusRequest request, StatusFacts facts, Optional<Expectation> expected, HealthNow health, List<Drift> drift) {

    public ComponentStatus {
        drift = List.copyOf(drift);
    }

    /** Whether nobody has to do anything. */
    public boolean ok() {
        return drift.stream().noneMatch(Drift::isFault);
    }

    /** What runs, or ran last. What the engine knows of the image goes before what a label says. */
    public Optional<ImageDigest> actualDigest() {
        return actualDigest(facts);
    }

    static Optional<ImageDigest> actualDigest(StatusFacts facts) {
        Optional<ImageDigest> said =
                facts.container().flatMap(found -> found.inspection().digest());
        List<String> known =
                facts.container().map(StatusFacts.Found::registryDigests).orElse(List.of());
        if (known.isEmpty() || said.isPresent() && known.contains(said.get().value())) {
            return said;
        }
        return known.stream().filter(ImageDigest::isValid).findFirst().map(ImageDigest::of);
    }

    /** The build that made the container; empty where it does not say. */
    public Optional<String> build() {
        return inspection()
                .map(container -> container.labels().getOrDefault(ContainerLabels.BUILD_URL, ""))
                .filter(url -> !url.isEmpty());
    }

    /** How long it has been running; none where it does not. */
    public Optional<Duration> uptime() {
        return uptime(facts);
    }

    static Optional<Duration> uptime(StatusFacts facts) {
        return facts.container()
                .map(StatusFacts.Found::inspection)
                .filter(ContainerInspection::running)
                .flatMap(ContainerInspection::startedAt)
                .map(start -> Duration.between(start, facts.now()))
                .map(time -> time.isNegative() ? Duration.ZERO : time);
    }

    /** What docker says of the container. */
    public Optional<ContainerInspection> inspection() {
        return facts.container().map(StatusFacts.Found::inspection);
    }
}
