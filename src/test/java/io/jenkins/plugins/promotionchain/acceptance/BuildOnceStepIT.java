package io.jenkins.plugins.promotionchain.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.acceptance.Rehearsed.Ended;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import java.util.List;
import java.util.UUID;
import org.json.JSONObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code buildOnce} does with a real engine and registry. */
class BuildOnceStepIT extends OnTheSandbox {

    private static final String BUILD = "buildOnce component: 'tiny', context: 'tiny'";

    @BeforeEach
    void beLikeNoOther() throws Exception {
        source.write("tiny/Dockerfile", "FROM sandbox/busybox:1\nCOPY unique /unique\n");
        source.write("tiny/unique", UUID.randomUUID().toString());
        source.commit("Be like no other");
    }

    @Test
    void buildsOnceAndThenFindsTheImageWhateverCommitAndBranchCarryTheContent() throws Exception {
        Ended built = succeed(BUILD);
        Ended again = succeed(BUILD);
        source.git("checkout", "-q", "--orphan", "squashed");
        source.commit("Promote development to uat");
        Ended squashed = run("uat", pipeline(BUILD), description -> {});
        source.git("checkout", "-q", "development");

        assertThat(squashed.outcome()).as(squashed.log()).isEqualTo(Outcome.SUCCESS);
        assertThat(built.result("buildOnce").getBoolean("built")).isTrue();
        for (Ended found : List.of(again, squashed)) {
            JSONObject result = found.result("buildOnce");
            assertThat(result.getBoolean("built")).isFalse();
            for (String same : List.of("image", "digest", "fingerprint")) {
                assertThat(result.get(same)).isEqualTo(built.result("buildOnce").get(same));
            }
            assertThat(found.log()).contains("nothing to build").doesNotContain("Step 1/");
        }
        forgetImages(built);
        assertThat(tags(built)).element(1).asString().startsWith("dev-");
        assertThat(tags(squashed)).element(1).asString().startsWith("uat-");
        assertThat(tags(squashed)).first().isEqualTo(built.result("buildOnce").getString("fingerprint"));
    }

    @Test
    void aChangedFileIsAnotherImage() throws Exception {
        Ended before = succeed(BUILD);
        source.write("tiny/unique", UUID.randomUUID().toString());
        source.commit("Change a file");

        Ended after = succeed(BUILD);

        forgetImages(before);
        forgetImages(after);
        JSONObject changed = after.result("buildOnce");
        assertThat(changed.getBoolean("built")).isTrue();
        assertThat(changed.getString("digest"))
                .isNotEqualTo(before.result("buildOnce").getString("digest"));
    }

    @Test
    void aContextThatIsNotThereIsNamed() throws Exception {
        assertThat(fail(description -> {}, "buildOnce component: 'tiny', context: 'nowhere'"))
                .containsPattern("ERROR: Jenkinsfile:\\d+: There is no directory 'nowhere' in the workspace");
    }

    private static List<Object> tags(Ended ended) {
        return ended.result("buildOnce").getJSONArray("tags").toList();
    }
}
