package io.jenkins.plugins.promotionchain.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReleaseActionTest {

    private FakeBuild build;

    @BeforeEach
    void start() {
        FakeJenkins.start();
        build = FakeBuild.of("shop");
    }

    private static ImageRef image(String name) {
        return ImageRef.parse("registry.example.com/" + name + "@sha256:" + "b".repeat(64));
    }

    @Test
    void knowsNothingBeforeAnythingWasRecorded() {
        assertThat(ReleaseAction.imageOf(build, ComponentName.of("backend"))).isEmpty();
    }

    @Test
    void theLastImageOfAComponentCounts() throws Exception {
        ReleaseAction.record(build, ComponentName.of("backend"), image("old"));
        ReleaseAction.record(build, ComponentName.of("backend"), image("new"));

        assertThat(ReleaseAction.imageOf(build, ComponentName.of("backend"))).contains(image("new"));
        assertThat(ReleaseAction.imageOf(build, ComponentName.of("frontend"))).isEmpty();
    }

    @Test
    void losesNothingWhenStagesInParallelRecord() throws Exception {
        List<String> names = IntStream.range(0, 20).mapToObj(i -> "part" + i).toList();
        ExecutorService stages = Executors.newFixedThreadPool(names.size());
        try {
            List<Callable<Void>> records = names.stream()
                    .<Callable<Void>>map(name -> () -> {
                        ReleaseAction.record(build, ComponentName.of(name), image(name));
                        return null;
                    })
                    .toList();
            for (Future<Void> done : stages.invokeAll(records)) {
                done.get();
            }
        } finally {
            stages.shutdownNow();
        }

        assertThat(build.getAction(ReleaseAction.class).getImages()).containsOnlyKeys(names);
        assertThat(build.saved).hasValue(names.size());
    }
}
