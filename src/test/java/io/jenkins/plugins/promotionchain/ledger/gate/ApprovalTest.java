package io.jenkins.plugins.promotionchain.ledger.gate;

import static io.jenkins.plugins.promotionchain.ledger.gate.Story.BACKEND;
import static io.jenkins.plugins.promotionchain.ledger.gate.Story.FRONTEND;
import static io.jenkins.plugins.promotionchain.ledger.gate.Story.image;
import static io.jenkins.plugins.promotionchain.ledger.gate.Story.prodApprovedBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.GateRefused;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has to agree before an image goes to prod. */
class ApprovalTest {

    private static final ImageDigest A = image('a');
    private static final ImageDigest B = image('b');

    private final Story story = new Story();
    private final GateRule rule = prodApprovedBy("alice", "release-managers");

    @BeforeEach
    void healthyInUat() {
        story.deployed("uat", BACKEND, A).deployed("uat", FRONTEND, B);
    }

    private void refused(String... parts) {
        assertThatThrownBy(() -> story.ask(rule, BACKEND, A))
                .isInstanceOf(GateRefused.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void saysWhoCanApproveWhatNobodyHasApproved() {
        refused(
                "the backend aaaaaaaaaaaa was approved for prod by nobody",
                "Ask alice or release-managers to approve it (approvePromotion environment: 'prod')");
    }

    @Test
    void takesTheWordOfAUserWhoIsNamedAndOfAMemberOfAGroupThatIs() throws Exception {
        story.approved("prod", "carol", A);

        assertThat(story.ask(rule, BACKEND, A).reasons())
                .last()
                .asString()
                .isEqualTo("backend aaaaaaaaaaaa: approved for prod by carol at 2026-11-23 10:02 UTC");
        assertThat(story.ask(prodApprovedBy("carol"), BACKEND, A).reasons()).hasSize(2);
    }

    @Test
    void doesNotTakeTheWordOfAnybodyElse() {
        story.approved("prod", "mallory", A);

        refused("was approved for prod by mallory at 2026-11-23 10:02 UTC, who is not among those who may: alice or");
    }

    @Test
    void doesNotTakeAnApprovalOfAnotherImageOrForAnotherEnvironment() {
        story.approved("prod", "alice", B).approved("uat", "alice", A);

        refused("was approved for prod by nobody");
    }

    @Test
    void asksItForEveryComponentThatChanges() throws Exception {
        story.approved("prod", "alice", A);
        assertThatThrownBy(() -> story.ask(rule, BACKEND, A, Map.of(FRONTEND, B)))
                .hasMessageContaining("the frontend bbbbbbbbbbbb was approved for prod by nobody");

        story.approved("prod", "alice", A, B);
        assertThat(story.ask(rule, BACKEND, A, Map.of(FRONTEND, B)).reasons()).hasSize(4);
    }

    @Test
    void isAskedForToWhereNoOtherEnvironmentIsRequired() {
        GateRule alone = new GateRule(EnvironmentName.of("prod"), Optional.empty(), Optional.empty(), Set.of("alice"));

        assertThatThrownBy(() -> story.ask(alone, BACKEND, A)).hasMessageContaining("by nobody");
    }
}
