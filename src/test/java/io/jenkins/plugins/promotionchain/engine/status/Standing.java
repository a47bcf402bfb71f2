package io.jenkins.plugins.promotionchain.engine.status;

import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerLabels;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A component that is as it was deployed, until a test changes one thing. */
final class Standing {

    static final Instant CREATED = Instant.parse("2026-01-01T10:00:00Z");
    static final Instant NOW = Instant.parse("2026-01-01T11:00:00Z");
    static final String DIGEST = "sha256:" + "a".repeat(64);
    static final String OTHER_DIGEST = "sha256:" + "b".repeat(64);
    static final String BUILD = "https://ci.example.com/job/shop/7/";
    static final DeploymentTarget TARGET =
            new DeploymentTarget(ApplicationName.of("shop"), EnvironmentName.of("dev"), ComponentName.of("backend"));
    static final StatusRequest REQUEST =
            new StatusRequest(TARGET, ContainerName.of("shop-backend"), ".promotion-chain/shop/backend.env");

    boolean exists = true;
    String status = "running";
    int restarts;
    Instant started = CREATED;
    Map<String, String> labels = ContainerLabels.of(TARGET, ImageDigest.of(DIGEST), BUILD, "hash");
    List<String> registryDigests = List.of(DIGEST);
    boolean environmentDiffers;
    Optional<StatusFacts.UnreadFile> unread = Optional.empty();
    Instant mountedChangedAt = CREATED.minusSeconds(2);
    Optional<String> candidate = Optional.empty();
    Optional<String> lockedBy = Optional.empty();
    List<String> alsoOnPort = List.of();
    String configurationHash = "hash";
    Optional<ImageRef> expected = Optional.of(ImageRef.parse("registry.example.com/shop-backend@" + DIGEST));
    HealthNow health = new HealthNow(HealthNow.State.HEALTHY, "GET 127.0.0.1:8000/: HTTP 200");

    ComponentStatus judged() {
        StatusFacts facts = new StatusFacts(
                NOW,
                exists ? Optional.of(new StatusFacts.Found(inspection(), registryDigests)) : Optional.empty(),
                candidate,
                lockedBy,
                alsoOnPort,
                environmentDiffers
                        ? Optional.of(new StatusFacts.ConfigurationFile(REQUEST.envFile(), NOW))
                        : Optional.empty(),
                unread,
                List.of(new StatusFacts.ConfigurationFile("/opt/env-config.js", mountedChangedAt)));
        return StatusJudge.judge(
                REQUEST,
                facts,
                expected.map(image -> new Expectation(image, configurationHash, BUILD, CREATED)),
                health);
    }

    private ContainerInspection inspection() {
        boolean running = status.equals("running");
        return new ContainerInspection(
                "id",
                "shop-backend",
                "registry.example.com/shop-backend@" + DIGEST,
                "sha256:local",
                Optional.ofNullable(labels.getOrDefault(ContainerLabels.DIGEST, DIGEST))
                        .map(ImageDigest::of),
                status,
                running,
                running ? 0 : 3,
                false,
                restarts,
                Optional.of(started),
                running ? Optional.empty() : Optional.of(Instant.parse("2026-01-01T10:30:00Z")),
                labels,
                List.of(),
                List.of(),
                List.of());
    }
}
