package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.ImageMissing;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that use, and are named after, the base images that a registry has now. */
class BasePinningTest {

    @TempDir
    private Path directory;

    private final TinyImage base = TinyImage.ofRevision("base");
    private final List<String> log = new ArrayList<>();
    private MemoryRegistry registry;
    private GitWorkspace workspace;
    private AgentWithDocker agent;

    @BeforeEach
    void prepare() throws Exception {
        registry = new MemoryRegistry();
        registry.put("12", base);
        workspace = GitWorkspace.withSample(directory);
        writeDockerfile("# base\nFROM %s:12 AS base\nFROM base\nCOPY app.py /\n".formatted(registry.repository()));
        agent = new AgentWithDocker(workspace.runner(), registry);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void givesDockerADockerfileWithDigestsAndTheSameLines() throws Exception {
        workspace.write("backend/Dockerfile.dockerignore", "*.md\n");
        workspace.commit("Ignore");

        build();

        assertThat(agent.dockerfile())
                .contains("# base\nFROM %s@%s AS base\nFROM base\nCOPY app.py /\n"
                        .formatted(registry.repository(), base.digest()));
        assertThat(agent.dockerignore()).contains("*.md\n");
        Path used = Path.of(agent.ran("build").get(3));
        assertThat(used.getFileName()).hasToString("Dockerfile");
        assertThat(used.getParent()).doesNotExist();
        assertThat(log).contains("backend: base image %s:12 %s".formatted(registry.repository(), base.digest()));
    }

    @Test
    void buildsAgainWhenTheBaseWasReplacedAndNotBefore() throws Exception {
        BuildOutcome first = build();
        assertThat(build().origin()).isEqualTo(BuildOutcome.Origin.REUSED);
        registry.put("12", TinyImage.ofRevision("security update"));

        BuildOutcome second = build();

        assertThat(second.origin()).isEqualTo(BuildOutcome.Origin.BUILT);
        assertThat(second.fingerprint()).isNotEqualTo(first.fingerprint());
    }

    @Test
    void leavesABaseWithADigestAsItIs() throws Exception {
        writeDockerfile("FROM registry.example.com/base:1@%s\n".formatted(base.digest()));

        build();

        assertThat(agent.dockerfile()).contains("FROM registry.example.com/base@%s\n".formatted(base.digest()));
    }

    @Test
    void saysWhichBaseIsNotInItsRegistry() throws Exception {
        writeDockerfile("FROM %s:13\n".formatted(registry.repository()));

        assertThatThrownBy(this::build)
                .isInstanceOf(ImageMissing.class)
                .hasMessageContaining(registry.repository() + ":13")
                .hasMessageContaining("line 1 of the Dockerfile");
        assertThat(agent.usedDocker()).isFalse();
    }

    private void writeDockerfile(String text) throws Exception {
        workspace.write("backend/Dockerfile", text);
        workspace.commit("Take another base");
    }

    private BuildOutcome build() throws PromotionFailure, InterruptedException {
        RegistryClient.Factory registries =
                RegistryClient.Factory.over(RegistryTransport.create(pause -> {}, Clock.systemUTC()));
        OtherBuilds others = new OtherBuilds(new BuildTurns(), KnownImages.none(), "shop#1");
        return new ImageBuild(agent, registries, others, log::add, Clock.systemUTC(), pause -> {})
                .run(Requests.pinned(Requests.backend(registry.repository(), Optional.empty())));
    }
}
