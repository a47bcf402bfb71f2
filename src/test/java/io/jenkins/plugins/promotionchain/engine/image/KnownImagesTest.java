package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.ImageTampered;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when the registry and what is known of the images do not agree. */
class KnownImagesTest {

    @TempDir
    private Path directory;

    private final List<String> log = new ArrayList<>();
    private final Map<SourceFingerprint, ImageDigest> known = new HashMap<>();
    private MemoryRegistry registry;
    private AgentWithDocker agent;

    @BeforeEach
    void prepare() throws Exception {
        registry = new MemoryRegistry();
        agent = new AgentWithDocker(GitWorkspace.withSample(directory).runner(), registry);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void agreeWithATagThatNobodyMoved() throws Exception {
        BuildOutcome first = build();

        assertThat(known)
                .containsExactly(Map.entry(first.fingerprint(), first.image().digest()));
        assertThat(build().origin()).isEqualTo(BuildOutcome.Origin.REUSED);
    }

    @Test
    void refusesATagThatWasMovedAndBuildsAndNamesNothing() throws Exception {
        BuildOutcome first = build();
        TinyImage forged = TinyImage.ofRevision("forged");
        registry.put(first.fingerprint().value(), forged);
        agent.forgetWhatRan();

        assertThatThrownBy(this::build)
                .isInstanceOf(ImageTampered.class)
                .hasMessageContaining(registry.repository() + ":" + first.fingerprint())
                .hasMessageContaining("names " + forged.digest())
                .hasMessageContaining("is " + first.image().digest())
                .hasMessageContaining("delete the tag");
        assertThat(agent.usedDocker()).isFalse();
        assertThat(registry.named(first.tags().get(1))).contains(first.image().digest());
    }

    @Test
    void putsALostTagBackToTheKnownImage() throws Exception {
        BuildOutcome first = build();
        registry.forgetTag(first.fingerprint().value());
        agent.forgetWhatRan();

        BuildOutcome second = build();

        assertThat(agent.usedDocker()).isFalse();
        assertThat(second.origin()).isEqualTo(BuildOutcome.Origin.REUSED);
        assertThat(second.image()).isEqualTo(first.image());
        assertThat(registry.named(first.fingerprint().value()))
                .contains(first.image().digest());
        assertThat(log).anySatisfy(line -> assertThat(line).contains("has lost the tag", "named so again"));
    }

    @Test
    void buildsAnewWhereTagAndKnownImageAreLost() throws Exception {
        BuildOutcome first = build();
        ImageDigest gone = ImageDigest.of("sha256:" + "0".repeat(64));
        known.put(first.fingerprint(), gone);
        registry.forgetTag(first.fingerprint().value());

        BuildOutcome second = build();

        assertThat(second.origin()).isEqualTo(BuildOutcome.Origin.BUILT);
        assertThat(build().image()).isEqualTo(second.image());
    }

    private BuildOutcome build() throws PromotionFailure, InterruptedException {
        RegistryClient.Factory registries =
                RegistryClient.Factory.over(RegistryTransport.create(pause -> {}, Clock.systemUTC()));
        OtherBuilds others = new OtherBuilds(
                new BuildTurns(), (repository, fingerprint) -> Optional.ofNullable(known.get(fingerprint)), "shop#1");
        BuildOutcome outcome = new ImageBuild(agent, registries, others, log::add, Clock.systemUTC(), pause -> {})
                .run(Requests.backend(registry.repository(), Optional.empty()));
        known.put(outcome.fingerprint(), outcome.image().digest());
        return outcome;
    }
}
