package io.jenkins.plugins.promotionchain.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.Unhealthy;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** New versions that do not serve: nobody notices that they were tried. */
class ImageFaultIT extends FaultScenario {

    @Test
    void oneThatNeverBecomesHealthy() throws Exception {
        nobodyNotices(() -> assertThatThrownBy(() -> deploy(image("bad", SampleImages::unhealthy), Map.of()))
                .isInstanceOf(Unhealthy.class)
                .hasMessageContaining("HTTP 404")
                .hasMessageContaining("Look at the last 50 lines"));
        assertThat(told()).contains("| no page today", "serves again and is healthy");
    }

    @Test
    void oneThatEndsAtOnce() throws Exception {
        nobodyNotices(() -> assertThatThrownBy(() -> deploy(image("exiting", SampleImages::exiting), Map.of()))
                .isInstanceOf(Unhealthy.class)
                .hasMessageContaining("stories-backend-candidate ended"));
        assertThat(told()).contains("| KeyError: SECRET_KEY", "exit status 3", "serves again and is healthy");
    }

    @Test
    void oneThatTheKernelEndsForItsMemory() throws Exception {
        ImageRef greedy = image("greedy", SampleImages::greedy);
        String limit =
                "until docker update --memory 16m --memory-swap 16m stories-backend-candidate; do sleep 0.05; done";
        nobodyNotices(() -> {
            try (Meanwhile limiting = new Meanwhile(() -> administrator.run(limit))) {
                assertThatThrownBy(() -> deploy(patient(request(greedy, Map.of()))))
                        .isInstanceOf(Unhealthy.class)
                        .hasMessageContaining("stories-backend-candidate ended");
            }
        });
        assertThat(told())
                .contains("| taking all", "exit status 137, out of memory: true", "serves again and is healthy");
    }

    @Test
    void oneThatBecomesHealthyLate() throws Exception {
        getsThere(() -> deploy(image("late", images -> images.late("two", 1)), Map.of()));
    }

    @Test
    void oneThatIsFoundToBeWrongWhenItServesAlready() throws Exception {
        Verification wrong = new Verification() {
            @Override
            public List<String> served() throws Unhealthy {
                throw new Unhealthy("The page is not the right one", "Look at it");
            }
        };
        isTakenBack(() -> assertThatThrownBy(() -> deploy("two", wrong)).hasMessageContaining("not the right one"));
    }
}
