package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.docker.DockerCommands;
import io.jenkins.plugins.promotionchain.engine.docker.DockerSession;
import io.jenkins.plugins.promotionchain.engine.docker.ImageInspection;
import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.BuildFailed;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
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

/**
 * Builds with the sandbox's Docker engine and pushes to its registry. Each test has content, and so an image, of its
 * own.
 */
class BuildOnceIT {

    @TempDir
    private Path directory;

    @TempDir
    private Path temporaryFiles;

    private final Sandbox sandbox = Sandbox.running();
    private final ImageRepository repository = new ImageRepository(sandbox.registryHost(), "build-once-it/backend");
    private final List<String> log = new ArrayList<>();
    private final List<String> references = new ArrayList<>();
    private GitWorkspace workspace;
    private WorkspaceRunner agent;

    @BeforeEach
    void checkOut() throws Exception {
        workspace = GitWorkspace.withSample(directory);
        workspace.write("backend/unique", UUID.randomUUID().toString());
        workspace.commit("Be like no other");
        agent = workspace.runnerWith(Map.of("DOCKER_HOST", sandbox.dockerHost(), "TMPDIR", temporaryFiles.toString()));
    }

    @AfterEach
    void removeImages() throws Exception {
        for (String reference : references) {
            agent.run(Command.of(DockerCommands.plain().removeImage(reference)));
        }
    }

    @Test
    void buildsOnceAndReusesWhateverCommitCarriesTheContent() throws Exception {
        BuildOutcome first = build(sandbox.registryLogin());
        BuildOutcome second = build(sandbox.registryLogin());
        workspace.git("checkout", "--quiet", "--orphan", "uat");
        workspace.commit("Squash");
        BuildOutcome squashed = build(sandbox.registryLogin());

        assertThat(first.origin()).isEqualTo(BuildOutcome.Origin.BUILT);
        assertThat(second.origin()).isEqualTo(BuildOutcome.Origin.REUSED);
        assertThat(squashed.origin()).isEqualTo(BuildOutcome.Origin.REUSED);
        assertThat(Stream.of(second, squashed).map(BuildOutcome::image)).containsOnly(first.image());
        assertThat(squashed.tags()).doesNotContainAnyElementsOf(first.tags().subList(1, 2));
    }

    @Test
    void pushesAnImageThatCanBePulledByDigestAndTellsWhereItCameFrom() throws Exception {
        BuildOutcome outcome = build(sandbox.registryLogin());

        agent.runOrFail(
                Command.of(DockerCommands.plain()
                        .removeImage(repository + ":" + outcome.tags().get(0))),
                "Look at the sandbox");
        ImageInspection pulled = new DockerSession(agent, log::add)
                .run(Optional.of(sandbox.registryLogin()), commands -> {
                    agent.runOrFail(Command.of(commands.pull(outcome.image())), "Look at the sandbox");
                    return ImageInspection.parse(agent.runOrFail(
                            Command.of(commands.inspectImage(outcome.image().toString())), "Look at the sandbox"));
                });
        references.add(outcome.image().toString());

        assertThat(pulled.references()).contains(outcome.image());
        ImageDescription description = registries()
                .connect(sandbox.registryHost(), Optional.of(sandbox.registryLogin()))
                .describe(outcome.image());
        assertThat(description.label(OciLabels.REVISION)).contains(workspace.git("rev-parse", "HEAD"));
        assertThat(description.created()).isPresent();
    }

    @Test
    void refusesAWrongPasswordAndBuildsNothing() {
        RegistryLogin wrong = new RegistryLogin(
                sandbox.registryHost(), sandbox.registryLogin().username(), Sensitive.of("wr0ng'pass"));

        assertThatThrownBy(() -> build(wrong))
                .isInstanceOf(RegistryRefused.class)
                .hasMessageContaining(sandbox.registryHost())
                .hasMessageNotContaining("wr0ng");
        assertThatThrownBy(() -> new DockerSession(agent, log::add).run(Optional.of(wrong), docker -> "unreached"))
                .isInstanceOf(RegistryRefused.class)
                .hasMessageContaining("refuses the login")
                .hasMessageNotContaining("wr0ng");
    }

    @Test
    void endsWithWhatDockerSaidWhenTheDockerfileIsWrong() throws Exception {
        workspace.write("backend/Dockerfile", "FROM scratch\nCOPY nothing-like-that /\n");
        workspace.commit("Break the Dockerfile");

        assertThatThrownBy(() -> build(sandbox.registryLogin()))
                .isInstanceOf(BuildFailed.class)
                .hasMessageContaining("nothing-like-that");
    }

    @Test
    void leavesNoLoginAndNoPasswordBehind() throws Exception {
        build(sandbox.registryLogin());

        try (Stream<Path> left = Files.list(temporaryFiles)) {
            assertThat(left).isEmpty();
        }
        assertThat(String.join("\n", log))
                .doesNotContain(sandbox.registryLogin().password().reveal());
    }

    private BuildOutcome build(RegistryLogin login) throws PromotionFailure, InterruptedException {
        OtherBuilds others = new OtherBuilds(new BuildTurns(), KnownImages.none(), "build 1");
        BuildOutcome outcome = new ImageBuild(agent, registries(), others, log::add, Clock.systemUTC(), Sleeper.real())
                .run(Requests.backend(repository, Optional.of(login)));
        references.add(repository + ":" + outcome.tags().get(0));
        return outcome;
    }

    private static RegistryClient.Factory registries() {
        return RegistryClient.Factory.over(RegistryTransport.create(Sleeper.real(), Clock.systemUTC()));
    }
}
