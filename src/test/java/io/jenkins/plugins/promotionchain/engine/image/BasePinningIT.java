package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.docker.DockerCommands;
import io.jenkins.plugins.promotionchain.engine.failure.BuildFailed;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.time.Sleeper;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import io.jenkins.plugins.promotionchain.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds from pinned base images with a real engine and registry. */
class BasePinningIT {

    @TempDir
    private Path directory;

    @TempDir
    private Path temporaryFiles;

    private final Sandbox sandbox = Sandbox.running();
    private final ImageRepository repository = new ImageRepository(sandbox.registryHost(), "base-pinning-it/backend");
    private final String baseTag = "base-" + UUID.randomUUID();
    private final List<String> references = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private GitWorkspace workspace;
    private WorkspaceRunner agent;

    @BeforeEach
    void pushABase() throws Exception {
        workspace = GitWorkspace.withSample(directory);
        agent = workspace.runnerWith(Map.of("DOCKER_HOST", sandbox.dockerHost(), "TMPDIR", temporaryFiles.toString()));
        replaceBase();
    }

    @AfterEach
    void removeImages() throws Exception {
        for (String reference : references) {
            agent.run(Command.of(DockerCommands.plain().removeImage(reference)));
        }
    }

    @Test
    void buildsFromTheDigestAndAgainOnlyWhenTheBaseWasReplaced() throws Exception {
        takeBase("COPY app.py /app.py\n");

        BuildOutcome first = pinned();
        assertThat(pinned().origin()).isEqualTo(BuildOutcome.Origin.REUSED);
        assertThat(new WholeImage(registry()).isThere(first.image())).isTrue();
        replaceBase();
        takeBase("COPY app.py /app.py\n");
        BuildOutcome second = pinned();

        assertThat(second.origin()).isEqualTo(BuildOutcome.Origin.BUILT);
        assertThat(second.fingerprint()).isNotEqualTo(first.fingerprint());
        assertThat(String.join("\n", log)).contains("FROM " + repository + "@sha256:");
        try (Stream<Path> left = Files.list(temporaryFiles)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void tellsTheLineOfAMistakeAsItStandsInTheDockerfile() throws Exception {
        takeBase("COPY app.py /app.py\nCOPIED app.py /app.py\n");

        assertThatThrownBy(this::pinned)
                .isInstanceOf(BuildFailed.class)
                .hasMessageContaining("line 4")
                .hasMessageContaining("COPIED");
    }

    private void replaceBase() throws Exception {
        workspace.write("backend/Dockerfile", "FROM scratch\nCOPY unique /unique\n");
        workspace.write("backend/unique", UUID.randomUUID().toString());
        workspace.commit("Be a base");
        BuildOutcome base = build(Requests.backend(repository, Optional.of(sandbox.registryLogin())));
        registry().tag(base.image(), baseTag);
    }

    private void takeBase(String more) throws Exception {
        workspace.write("backend/Dockerfile", "# from the base\nFROM %s:%s\n%s".formatted(repository, baseTag, more));
        workspace.write("backend/unique", "the same");
        workspace.commit("Take the base");
    }

    private BuildOutcome pinned() throws PromotionFailure, InterruptedException {
        return build(Requests.pinned(Requests.backend(repository, Optional.of(sandbox.registryLogin()))));
    }

    private BuildOutcome build(BuildRequest request) throws PromotionFailure, InterruptedException {
        OtherBuilds others = new OtherBuilds(new BuildTurns(), KnownImages.none(), "a build");
        BuildOutcome outcome =
                new ImageBuild(agent, registries(), others, log::add, Clock.systemUTC(), Sleeper.real()).run(request);
        references.add(0, repository + ":" + outcome.fingerprint());
        return outcome;
    }

    private RegistryClient registry() {
        return registries().connect(sandbox.registryHost(), Optional.of(sandbox.registryLogin()));
    }

    private static RegistryClient.Factory registries() {
        return RegistryClient.Factory.over(RegistryTransport.create(Sleeper.real(), Clock.systemUTC()));
    }
}
