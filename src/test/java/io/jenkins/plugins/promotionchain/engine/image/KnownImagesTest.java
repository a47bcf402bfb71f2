package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.ImageTampered;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import java.nio.file.Files;
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
    private final Notebook known = new Notebook();
    private MemoryRegistry registry;
    private AgentWithDocker agent;

    /** Remembers as a ledger does. */
    private static final class Notebook implements KnownImages {

        private final Map<SourceFingerprint, ImageDigest> digests = new HashMap<>();

        @Override
        public Optional<ImageDigest> digestOf(ImageRepository repository, SourceFingerprint fingerprint) {
            return Optional.ofNullable(digests.get(fingerprint));
        }

        @Override
        public void remember(ImageRepository repository, SourceFingerprint fingerprint, ImageDigest digest) {
            digests.put(fingerprint, digest);
        }
    }

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
    void remembersWhatWasBuiltAndFindsItAgain() throws Exception {
        BuildOutcome first = build();

        assertThat(known.digests)
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
    void buildsAnewWhereTagAndKnownImageAreLostAndRemembersThat() throws Exception {
        BuildOutcome first = build();
        ImageDigest gone = ImageDigest.of("sha256:" + "0".repeat(64));
        known.digests.put(first.fingerprint(), gone);
        registry.forgetTag(first.fingerprint().value());

        BuildOutcome second = build();

        assertThat(second.origin()).isEqualTo(BuildOutcome.Origin.BUILT);
        assertThat(known.digests).containsValue(second.image().digest()).doesNotContainValue(gone);
    }

    @Test
    void remembersNothingOfADirtySource() throws Exception {
        Files.writeString(directory.resolve("backend/app.py"), "print('modified')\n");

        build();

        assertThat(known.digests).isEmpty();
    }

    private BuildOutcome build() throws PromotionFailure, InterruptedException {
        RegistryClient.Factory registries =
                RegistryClient.Factory.over(RegistryTransport.create(pause -> {}, Clock.systemUTC()));
        OtherBuilds others = new OtherBuilds(new BuildTurns(), known, "shop#1");
        return new ImageBuild(agent, registries, others, log::add, Clock.systemUTC(), pause -> {})
                .run(Requests.backend(registry.repository(), Optional.empty()));
    }
}
