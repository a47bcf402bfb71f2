package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.config.FormText;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.status.ComponentStatus;
import io.jenkins.plugins.promotionchain.engine.status.Expectation;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a component stands, as a Jenkinsfile gets it: all keys are always there; what is not known is empty or 0. */
final class StatusResult {

    private StatusResult() {}

    static Map<String, Object> of(ComponentStatus status) {
        Map<String, Object> result = expected(status.expected());
        Optional<ContainerInspection> container = status.inspection();
        result.put("ok", status.ok());
        result.put("reachable", true);
        result.put("problem", "");
        result.put("container", container.map(ContainerInspection::name).orElse(""));
        result.put("status", container.map(ContainerInspection::status).orElse("missing"));
        result.put("digest", status.actualDigest().map(ImageDigest::value).orElse(""));
        result.put("build", status.build().orElse(""));
        result.put(
                "health",
                status.health().state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        result.put("healthDetail", status.health().detail());
        result.put("uptimeSeconds", status.uptime().map(Duration::toSeconds).orElse(0L));
        result.put("restarts", (long)
                container.map(ContainerInspection::restartCount).orElse(0));
        result.put("deploying", status.facts().lockedBy().orElse(""));
        result.put("alsoOnPort", FormText.list(status.facts().alsoOnPort()));
        List<Map<String, Object>> drift = new ArrayList<>();
        status.drift().forEach(each -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("kind", each.kind().word());
            one.put("sentence", each.sentence() + ".");
            drift.add(one);
        });
        result.put("drift", drift);
        return result;
    }

    /** @param problem why the server cannot be asked */
    static Map<String, Object> unknown(Optional<Expectation> expected, String problem) {
        Map<String, Object> result = expected(expected);
        result.put("ok", false);
        result.put("reachable", false);
        result.put("problem", problem);
        for (String name : List.of("container", "digest", "build", "healthDetail")) {
            result.put(name, "");
        }
        result.put("status", "unknown");
        result.put("health", "not-asked");
        result.put("uptimeSeconds", 0L);
        result.put("restarts", 0L);
        result.put("deploying", "");
        result.put("alsoOnPort", new ArrayList<>());
        result.put("drift", new ArrayList<>());
        return result;
    }

    private static Map<String, Object> expected(Optional<Expectation> expected) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(
                "expectedDigest",
                expected.map(all -> all.image().digest().value()).orElse(""));
        result.put("expectedImage", expected.map(all -> all.image().toString()).orElse(""));
        result.put("expectedBuild", expected.map(Expectation::build).orElse(""));
        result.put(
                "expectedSince",
                expected.map(Expectation::since).map(Instant::toString).orElse(""));
        return result;
    }
}
