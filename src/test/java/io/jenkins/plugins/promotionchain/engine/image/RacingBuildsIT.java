package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.docker.DockerCommands;
import io.jenkins.plugins.promotionchain.engine.docker.DockerSession;
import io.jenkins.plugins.promotionchain.engine.time.Sleeper;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import io.jenkins.plugins.promotionchain.sandbox.Sandbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds of the same source at the same time, and a registry that loses what it had. */
class RacingBuildsIT {

    @TempDir
    private Path directory;

    @TempDir
    private Path temporaryFiles;

    private final Sandbox sandbox = Sandbox.running();
    private final ImageRepository repository = new ImageRepository(sandbox.registryHost(), "racing-builds-it/backend");
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Set<String> references = new ConcurrentSkipListSet<>();
    private GitWorkspace workspace;

    @BeforeEach
    void checkOut() throws Exception {
        workspace = GitWorkspace.withSample(directory);
        workspace.write("backend/unique", UUID.randomUUID().toString());
        workspace.commit("Be like no other");
    }

    @AfterEach
    void removeImages() throws Exception {
        for (String reference : references) {
            agent().run(Command.of(DockerCommands.plain().removeImage(reference)));
        }
    }

    @Test
    void twoAgentsOfOneControllerBuildOnce() throws Exception {
        BuildTurns turns = new BuildTurns();

        List<BuildOutcome> outcomes = atOnce(List.of(turns, turns));

        assertThat(outcomes.stream().map(BuildOutcome::image).distinct()).hasSize(1);
        assertThat(outcomes.stream().map(BuildOutcome::origin))
                .containsExactlyInAnyOrder(BuildOutcome.Origin.BUILT, BuildOutcome.Origin.REUSED);
        assertThat(log).anySatisfy(line -> assertThat(line).contains("is building the same source"));
    }

    @Test
    void threeControllersThatKnowNothingOfEachOtherEndWithOneImage() throws Exception {
        List<BuildOutcome> outcomes = atOnce(List.of(new BuildTurns(), new BuildTurns(), new BuildTurns()));

        List<ImageRef> images =
                outcomes.stream().map(BuildOutcome::image).distinct().toList();
        assertThat(images).as(String.join("\n", log)).hasSize(1);
        assertThat(registry().find(repository, outcomes.get(0).fingerprint().value()))
                .contains(images.get(0).digest());
        assertThat(new WholeImage(registry()).isThere(images.get(0))).isTrue();
    }

    @Test
    void aRegistryThatLostALayerGetsTheImageAgain() throws Exception {
        BuildOutcome first = build(new BuildTurns());
        ImageManifest manifest = registry().manifestOf(first.image()).orElseThrow();
        delete("blobs", manifest.blobs().get(manifest.blobs().size() - 1));
        assertThat(new WholeImage(registry()).isThere(first.image())).isFalse();

        BuildOutcome second = build(new BuildTurns());

        assertThat(second.origin()).isEqualTo(BuildOutcome.Origin.BUILT);
        assertThat(canBePulled(second.image())).isTrue();
    }

    @Test
    void aRegistryThatLostTheManifestGetsTheImageAgain() throws Exception {
        BuildOutcome first = build(new BuildTurns());
        delete("manifests", first.image().digest());

        BuildOutcome second = build(new BuildTurns());

        assertThat(second.origin()).isEqualTo(BuildOutcome.Origin.BUILT);
        assertThat(canBePulled(second.image())).isTrue();
    }

    private List<BuildOutcome> atOnce(List<BuildTurns> controllers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(controllers.size());
        try {
            CyclicBarrier start = new CyclicBarrier(controllers.size());
            List<Callable<BuildOutcome>> builds = new ArrayList<>();
            for (BuildTurns turns : controllers) {
                builds.add(() -> {
                    start.await();
                    return build(turns);
                });
            }
            List<BuildOutcome> outcomes = new ArrayList<>();
            for (Future<BuildOutcome> build : threads.invokeAll(builds)) {
                outcomes.add(build.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    private BuildOutcome build(BuildTurns turns) throws Exception {
        OtherBuilds others = new OtherBuilds(turns, KnownImages.none(), "a build");
        BuildOutcome outcome = new ImageBuild(
                        agent(), registries(), others, log::add, Clock.systemUTC(), Sleeper.real())
                .run(Requests.backend(repository, Optional.of(sandbox.registryLogin())));
        references.add(repository + ":" + outcome.fingerprint());
        return outcome;
    }

    private boolean canBePulled(ImageRef image) throws Exception {
        agent().run(Command.of(DockerCommands.plain().removeImage(repository + ":" + tagOf(image))));
        references.add(image.toString());
        return new DockerSession(agent(), log::add)
                .run(Optional.of(sandbox.registryLogin()), docker -> agent().run(Command.of(docker.pull(image)))
                        .succeeded());
    }

    private String tagOf(ImageRef image) throws Exception {
        return registry().describe(image).label(OciLabels.FINGERPRINT).orElseThrow();
    }

    private void delete(String kind, ImageDigest digest) throws Exception {
        String pair = sandbox.registryLogin().username() + ":"
                + sandbox.registryLogin().password().reveal();
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://%s/v2/%s/%s/%s".formatted(sandbox.registryHost(), repository.path(), kind, digest)))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .DELETE()
                .build();
        HttpResponse<Void> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        assertThat(response.statusCode()).isEqualTo(202);
    }

    private WorkspaceRunner agent() {
        return workspace.runnerWith(Map.of("DOCKER_HOST", sandbox.dockerHost(), "TMPDIR", temporaryFiles.toString()));
    }

    private RegistryClient registry() {
        return registries().connect(sandbox.registryHost(), Optional.of(sandbox.registryLogin()));
    }

    private static RegistryClient.Factory registries() {
        return RegistryClient.Factory.over(RegistryTransport.create(Sleeper.real(), Clock.systemUTC()));
    }
}
