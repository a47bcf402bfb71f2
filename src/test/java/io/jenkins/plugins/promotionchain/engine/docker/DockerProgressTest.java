package io.jenkins.plugins.promotionchain.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DockerProgressTest {

    private final List<String> lines = new ArrayList<>();
    private final DockerProgress progress = new DockerProgress(lines::add);

    @Test
    void keepsHowEachLayerEndedAndEverythingElse() {
        List.of(
                        "sha256:aa: Pulling from shop-backend",
                        "1e003845d254: Pulling fs layer",
                        "ed7898f506aa: Waiting",
                        "1e003845d254: Verifying Checksum",
                        "1e003845d254: Download complete",
                        "1e003845d254: Pull complete",
                        "ed7898f506aa: Preparing",
                        "ed7898f506aa: Layer already exists",
                        "error: Waiting for nobody")
                .forEach(progress::line);

        assertThat(lines)
                .containsExactly(
                        "sha256:aa: Pulling from shop-backend",
                        "1e003845d254: Pull complete",
                        "ed7898f506aa: Layer already exists",
                        "error: Waiting for nobody");
    }
}
