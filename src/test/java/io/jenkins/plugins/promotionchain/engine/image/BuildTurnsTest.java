package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BuildTurnsTest {

    private static final SourceFingerprint SOURCE = new SourceFingerprint("a".repeat(64));
    private static final SourceFingerprint OTHER_SOURCE = new SourceFingerprint("b".repeat(64));
    private static final ImageRepository REPOSITORY = ImageRepository.parse("registry.example.com/shop/backend");

    private final BuildTurns turns = new BuildTurns();

    @Test
    void letsTheSecondWaitForTheFirstAndTellsItWhoBuilds() throws Exception {
        List<String> log = new CopyOnWriteArrayList<>();
        CountDownLatch waits = new CountDownLatch(1);
        BuildTurns.Turn first = turns.take(REPOSITORY, SOURCE, "shop#1", Log.nowhere());
        CompletableFuture<BuildTurns.Turn> second = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                second.complete(turns.take(REPOSITORY, SOURCE, "shop#2", line -> {
                    log.add(line);
                    waits.countDown();
                }));
            } catch (InterruptedException e) {
                second.completeExceptionally(e);
            }
        });
        thread.start();
        waits.await();
        assertThat(second).isNotDone();

        first.close();

        try (BuildTurns.Turn turn = second.get()) {
            assertThat(turn).isNotSameAs(first);
            assertThat(log)
                    .containsExactly("shop#1 is building the same source for " + REPOSITORY + "; waiting for it");
        }
        thread.join();
    }

    @Test
    void letsBuildsOfOtherSourcesAndForOtherRepositoriesPass() throws Exception {
        ImageRepository other = ImageRepository.parse("registry.example.com/shop/worker");
        try (BuildTurns.Turn one = turns.take(REPOSITORY, SOURCE, "shop#1", Log.nowhere());
                BuildTurns.Turn two = turns.take(REPOSITORY, OTHER_SOURCE, "shop#2", Log.nowhere());
                BuildTurns.Turn three = turns.take(other, SOURCE, "shop#3", Log.nowhere())) {
            assertThat(List.of(one, two, three)).doesNotHaveDuplicates();
        }
    }

    @Test
    void endsTheWaitOfABuildThatIsAborted() throws Exception {
        try (BuildTurns.Turn first = turns.take(REPOSITORY, SOURCE, "shop#1", Log.nowhere())) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> turns.take(REPOSITORY, SOURCE, "shop#2", Log.nowhere()))
                    .isInstanceOf(InterruptedException.class);
            assertThat(first).isNotNull();
        }
        turns.take(REPOSITORY, SOURCE, "shop#3", Log.nowhere()).close();
    }

    @Test
    void isNotTakenFromTheNextByClosingTwice() throws Exception {
        BuildTurns.Turn first = turns.take(REPOSITORY, SOURCE, "shop#1", Log.nowhere());
        first.close();
        BuildTurns.Turn second = turns.take(REPOSITORY, SOURCE, "shop#2", Log.nowhere());
        first.close();

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> turns.take(REPOSITORY, SOURCE, "shop#3", Log.nowhere()))
                .isInstanceOf(InterruptedException.class);
        second.close();
    }
}
