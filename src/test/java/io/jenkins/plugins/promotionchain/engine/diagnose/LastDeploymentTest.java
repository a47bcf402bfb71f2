package io.jenkins.plugins.promotionchain.engine.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerLabels;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of a version that serves after the next one failed. */
class LastDeploymentTest {

    private static final String FAILED = "sha256:" + "a".repeat(64);
    private static final String BEFORE = "sha256:" + "b".repeat(64);

    @Test
    void bothVersionsAreNamedWithTimeAndBuild() {
        String words = last("The container ended. Look at its log.").inWords(serving(BEFORE));

        assertThat(words)
                .contains(
                        "the deployment of aaaaaaaaaaaa by https://ci.example/job/shop/7/ at 2026-05-04T10:11:12Z failed")
                .contains("(The container ended. Look at its log)")
                .contains("the version before serves and is healthy: bbbbbbbbbbbb of https://ci.example/job/shop/5/")
                .endsWith("since 2026-05-01T08:00:00Z");
    }

    @Test
    void theSameImageWithAnotherConfigurationIsNotCalledAnotherVersion() {
        assertThat(last("").inWords(serving(FAILED)))
                .contains("failed; the same image in the container of before serves and is healthy");
    }

    private static LastDeployment last(String reason) {
        return new LastDeployment(
                ImageRef.parse("registry.example/shop@" + FAILED),
                Instant.parse("2026-05-04T10:11:12.345Z"),
                "https://ci.example/job/shop/7/",
                reason);
    }

    private static ContainerInspection serving(String digest) {
        return new ContainerInspection(
                "id",
                "shop-backend",
                "image",
                "sha256:1",
                Optional.of(ImageDigest.of(digest)),
                "running",
                true,
                0,
                false,
                0,
                Optional.of(Instant.parse("2026-05-01T08:00:00.5Z")),
                Optional.empty(),
                Map.of(ContainerLabels.BUILD_URL, "https://ci.example/job/shop/5/"),
                List.of(),
                List.of(),
                List.of());
    }
}
