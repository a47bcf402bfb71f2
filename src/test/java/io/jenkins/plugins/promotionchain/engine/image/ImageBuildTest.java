package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.BuildFailed;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageBuildTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-12-09T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path directory;

    private final List<String> log = new ArrayList<>();
    private MemoryRegistry registry;
    private GitWorkspace workspace;
    private AgentWithDocker agent;

    @BeforeEach
    void prepare() throws Exception {
        registry = new MemoryRegistry();
        workspace = GitWorkspace.withSample(directory);
        workspace.git("remote", "add", "origin", "https://ci:geheim@git.example.com/team/app.git");
        agent = new AgentWithDocker(workspace.runner(), registry);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void buildsPushesAndNamesAnImageThatIsNotThereYet() throws Exception {
        BuildOutcome outcome = build();

        String commit = workspace.git("rev-parse", "HEAD");
        assertThat(outcome.origin()).isEqualTo(BuildOutcome.Origin.BUILT);
        assertThat(outcome.image())
                .isEqualTo(new ImageRef(registry.repository(), agent.image().digest()));
        assertThat(outcome.tags()).containsExactly(outcome.fingerprint().value(), "dev-" + commit);
        assertThat(registry.named("dev-" + commit)).contains(agent.image().digest());
        assertThat(agent.ran("build"))
                .containsExactly(
                        "docker",
                        "build",
                        "--file",
                        "backend/Dockerfile",
                        "--tag",
                        agent.ran("push").get(2),
                        "--tag",
                        registry.repository() + ":" + outcome.fingerprint(),
                        "--label",
                        "io.jenkins.promotionchain.component=backend",
                        "--label",
                        "io.jenkins.promotionchain.fingerprint=" + outcome.fingerprint(),
                        "--label",
                        "org.opencontainers.image.created=2025-12-09T12:00:00Z",
                        "--label",
                        "org.opencontainers.image.revision=" + commit,
                        "--label",
                        "org.opencontainers.image.source=https://git.example.com/team/app.git",
                        "--label",
                        "org.opencontainers.image.version=" + commit.substring(0, 7),
                        "backend");
        assertThat(log).anySatisfy(line -> assertThat(line)
                .contains("backend: source fingerprint " + outcome.fingerprint(), "building"));
    }

    @Test
    void buildsNothingThatIsThereAlready() throws Exception {
        BuildOutcome first = build();
        agent.forgetWhatRan();

        BuildOutcome second = build();

        assertThat(agent.usedDocker()).isFalse();
        assertThat(second.origin()).isEqualTo(BuildOutcome.Origin.REUSED);
        assertThat(second.image()).isEqualTo(first.image());
        assertThat(log).anySatisfy(line -> assertThat(line)
                .contains("found as", "built 2025-12-01T10:00:00Z from commit built", "nothing to build"));
    }

    @Test
    void givesAFoundImageTheNameOfTheOtherEnvironmentAndCommit() throws Exception {
        BuildOutcome first = build();
        workspace.git("checkout", "--quiet", "--orphan", "uat");
        workspace.commit("Squash");
        agent.forgetWhatRan();

        BuildOutcome second = build(Requests.inEnvironment(request(), "uat"));

        assertThat(agent.usedDocker()).isFalse();
        assertThat(second.image()).isEqualTo(first.image());
        assertThat(registry.named("uat-" + workspace.git("rev-parse", "HEAD")))
                .contains(first.image().digest());
    }

    @Test
    void neverReusesADirtySourceNorGivesItTheNameOfACommit() throws Exception {
        BuildOutcome clean = build();
        workspace.write("backend/app.py", "print('modified')\n");
        agent.forgetWhatRan();

        BuildOutcome dirty = build();

        assertThat(agent.usedDocker()).isTrue();
        assertThat(dirty.fingerprint()).isNotEqualTo(clean.fingerprint());
        assertThat(dirty.tags()).singleElement().asString().matches("dirty-[0-9a-f]{12}");
        assertThat(log).anySatisfy(line -> assertThat(line).contains("never reused"));
        assertThat(log).contains("backend:    M backend/app.py");
    }

    @Test
    void refusesAMissingDockerfileBeforeAnything() {
        assertThatThrownBy(() -> build(Requests.of("backend", "backend/Dockerfile.prod")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("backend/Dockerfile.prod")
                .hasMessageContaining("relative to the workspace");
        assertThatThrownBy(() -> build(Requests.of("nowhere", "backend/Dockerfile")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'nowhere'");
        assertThat(agent.usedDocker()).isFalse();
    }

    @Test
    void endsAFailedBuildWithTheLastLines() {
        agent.fails("build", 1, "Step 1/2 : FROM scratch\n\nCOPY failed: no source files were specified\n");

        assertThatThrownBy(this::build)
                .isInstanceOf(BuildFailed.class)
                .hasMessageContaining("image of backend could not be built on the agent")
                .hasMessageContaining("COPY failed: no source files were specified");
    }

    @Test
    void knowsAFullDisk() {
        agent.fails("build", 1, "write /var/lib/docker/tmp/x: no space left on device\n");

        assertThatThrownBy(this::build).isInstanceOf(BuildFailed.class).hasMessageContaining("docker system df");
    }

    @Test
    void saysThatDockerIsMissingOrDoesNotAnswer() {
        agent.fails("version", 127, "sh: docker: not found\n");
        assertThatThrownBy(this::build).isInstanceOf(BuildFailed.class).hasMessageContaining("Install docker");

        agent.fails("version", 1, "Cannot connect to the Docker daemon at unix:///var/run/docker.sock.\n");
        assertThatThrownBy(this::build).isInstanceOf(BuildFailed.class).hasMessageContaining("DOCKER_HOST");

        agent.fails("version", 1, "failed to connect to the docker API at unix:///var/run/docker.sock; check\n");
        assertThatThrownBy(this::build).isInstanceOf(BuildFailed.class).hasMessageContaining("DOCKER_HOST");

        for (String what : new String[] {"Docker daemon socket", "docker API at unix:///var/run/docker.sock"}) {
            agent.fails("version", 1, "permission denied while trying to connect to the " + what + "\n");
            assertThatThrownBy(this::build).isInstanceOf(BuildFailed.class).hasMessageContaining("group docker");
        }
        assertThat(agent.ran("build")).isEmpty();
    }

    @Test
    void saysThatAPushIsDenied() {
        agent.fails("push", 1, "denied: requested access to the resource is denied\n");

        assertThatThrownBy(this::build)
                .isInstanceOf(BuildFailed.class)
                .hasMessageContaining("could not be pushed")
                .hasMessageContaining("may push");
    }

    @Test
    void warnsOfFilesThatOnlyDockerSees() throws Exception {
        Files.writeString(workspace.path("backend/app.pyc"), "compiled");

        build();

        assertThat(log).anySatisfy(line -> assertThat(line).contains("git ignores 1", ".dockerignore"));
    }

    private BuildOutcome build() throws PromotionFailure, InterruptedException {
        return build(request());
    }

    private BuildOutcome build(BuildRequest request) throws PromotionFailure, InterruptedException {
        RegistryClient.Factory registries = RegistryClient.Factory.over(RegistryTransport.create(pause -> {}, CLOCK));
        OtherBuilds others = new OtherBuilds(new BuildTurns(), KnownImages.none(), "shop#1");
        return new ImageBuild(agent, registries, others, log::add, CLOCK, pause -> {}).run(request);
    }

    private BuildRequest request() {
        return Requests.backend(registry.repository(), Optional.empty());
    }
}
