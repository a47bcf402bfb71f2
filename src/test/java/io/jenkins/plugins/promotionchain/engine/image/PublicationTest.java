package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.BuildFailed;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build makes of an image that is lost, or that another build pushes meanwhile. */
class PublicationTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-12-09T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path directory;

    private final List<String> log = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private Runnable meanwhile = () -> {};
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
    void buildsAgainWhatTheRegistryHasLost() throws Exception {
        BuildOutcome first = build();
        registry.forget(first.image().digest());
        agent.forgetWhatRan();

        assertThat(build().origin()).isEqualTo(BuildOutcome.Origin.BUILT);
        assertThat(log).anySatisfy(line -> assertThat(line).contains("has lost parts of it"));
    }

    @Test
    void buildsAgainWhatTheRegistryHasLostALayerOf() throws Exception {
        BuildOutcome first = build();
        registry.forgetBlob(agent.image().layer());
        agent.forgetWhatRan();

        assertThat(build().origin()).isEqualTo(BuildOutcome.Origin.BUILT);
        assertThat(build().image()).isEqualTo(first.image());
        assertThat(log).anySatisfy(line -> assertThat(line).contains("has lost parts of it"));
    }

    @Test
    void pushesUnderANameOfItsOwnAndLeavesThatNameInNoEngine() throws Exception {
        BuildOutcome outcome = build();

        String pushed = agent.ran("push").get(2);
        assertThat(pushed).matches(".*:build-[0-9a-f]{32}");
        assertThat(agent.ran("image")).containsExactly("docker", "image", "rm", pushed);
        assertThat(pauses).containsExactly(Publication.SETTLING);
        assertThat(registry.named(outcome.fingerprint().value()))
                .contains(agent.image().digest());
    }

    @Test
    void takesTheImageOfAnotherBuildThatWasQuicker() throws Exception {
        TinyImage other = TinyImage.ofRevision("other");
        agent.pushesButAfterwards(() -> registry.put(fingerprintOfTheBuild(), other));

        assertThat(build().image().digest()).isEqualTo(other.digest());
        assertThat(registry.named(fingerprintOfTheBuild())).contains(other.digest());
        assertThat(log).anySatisfy(line -> assertThat(line).contains("another build pushed the same source"));
    }

    @Test
    void takesTheImageOfAnotherBuildThatSetTheTagAtTheSameMoment() throws Exception {
        TinyImage other = TinyImage.ofRevision("other");
        meanwhile = () -> registry.put(fingerprintOfTheBuild(), other);

        assertThat(build().image().digest()).isEqualTo(other.digest());
        assertThat(log).anySatisfy(line -> assertThat(line).contains("another build pushed the same source"));
    }

    @Test
    void doesNotTakeABrokenImageOfAnotherBuild() throws Exception {
        TinyImage other = TinyImage.ofRevision("other");
        agent.pushesButAfterwards(() -> {
            registry.put(fingerprintOfTheBuild(), other);
            registry.forgetBlob(other.configuration());
        });

        assertThat(build().image().digest()).isEqualTo(agent.image().digest());
    }

    @Test
    void failsWhenTheRegistryDoesNotHaveWhatWasPushed() {
        agent.pushesButAfterwards(() -> registry.forget(agent.image().digest()));

        assertThatThrownBy(this::build)
                .isInstanceOf(BuildFailed.class)
                .hasMessageContaining("the registry does not have it");
    }

    private String fingerprintOfTheBuild() {
        return agent.ran("build").stream()
                .filter(word -> word.startsWith(OciLabels.FINGERPRINT))
                .map(word -> word.substring(word.indexOf('=') + 1))
                .findFirst()
                .orElseThrow();
    }

    private BuildOutcome build() throws PromotionFailure, InterruptedException {
        return build(request());
    }

    private BuildOutcome build(BuildRequest request) throws PromotionFailure, InterruptedException {
        RegistryClient.Factory registries = RegistryClient.Factory.over(RegistryTransport.create(pause -> {}, CLOCK));
        OtherBuilds others = new OtherBuilds(new BuildTurns(), KnownImages.none(), "shop#1");
        return new ImageBuild(agent, registries, others, log::add, CLOCK, this::pause).run(request);
    }

    private void pause(Duration duration) {
        pauses.add(duration);
        meanwhile.run();
    }

    private BuildRequest request() {
        return Requests.backend(registry.repository(), Optional.empty());
    }
}
