package io.jenkins.plugins.promotionchain.ledger.gate;

import static io.jenkins.plugins.promotionchain.ledger.gate.Story.BACKEND;
import static io.jenkins.plugins.promotionchain.ledger.gate.Story.image;
import static io.jenkins.plugins.promotionchain.ledger.gate.Story.prodAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.GateRefused;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Verified;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How long an image has to be in service before it goes on. Each event takes a minute. */
class SoakTest {

    private static final ImageDigest A = image('a');
    private static final ImageDigest B = image('b');
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    private final Story story = new Story();

    private void refused(String... parts) {
        assertThatThrownBy(() -> story.ask(prodAfter(TWO_HOURS), BACKEND, A))
                .isInstanceOf(GateRefused.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void saysHowLongStill() throws Exception {
        story.deployed("uat", BACKEND, A).later(Duration.ofMinutes(39));
        refused(
                "the backend aaaaaaaaaaaa has been in service in uat for 40 min of the 2 h that are asked for, since"
                        + " 2026-11-23 10:00 UTC",
                "Run this build again in 1 h 20 min, at 2026-11-23 12:00 UTC");

        story.later(Duration.ofMinutes(80));
        assertThat(story.ask(prodAfter(TWO_HOURS), BACKEND, A).reasons())
                .containsExactly("backend aaaaaaaaaaaa: healthy in uat, in service there for 2 h");
    }

    @Test
    void letsThroughToTheSecond() throws Exception {
        story.deployed("uat", BACKEND, A).later(TWO_HOURS.minus(Duration.ofSeconds(61)));
        refused("in 1 min, at 2026-11-23 12:00 UTC");

        story.later(Duration.ofSeconds(1));
        assertThat(story.ask(prodAfter(TWO_HOURS), BACKEND, A).reasons()).hasSize(1);
    }

    @Test
    void countsOnlyUntilAnotherImageTookOver() {
        story.deployed("uat", BACKEND, A)
                .later(Duration.ofMinutes(59))
                .deployed("uat", BACKEND, B)
                .later(Duration.ofDays(3));

        refused("was in service in uat for 1 h of the 2 h that are asked for, from 2026-11-23 10:00 UTC to 2026-11-23"
                + " 11:00 UTC");
    }

    @Test
    void countsTheLongestTimeWithoutABreakAndNotTheSum() {
        story.deployed("uat", BACKEND, A)
                .later(Duration.ofMinutes(89))
                .deployed("uat", BACKEND, B)
                .deployed("uat", BACKEND, A)
                .later(Duration.ofMinutes(59));

        refused("for 1 h 30 min of the 2 h");
    }

    @Test
    void goesOnCountingWhenTheSameImageIsDeployedAgain() throws Exception {
        story.deployed("uat", BACKEND, A)
                .later(Duration.ofMinutes(70))
                .deployed("uat", BACKEND, A)
                .later(Duration.ofMinutes(70));

        assertThat(story.ask(prodAfter(TWO_HOURS), BACKEND, A).reasons()).hasSize(1);
    }

    @Test
    void beginsToCountAnewWhereAVerificationFailedAndPassedAgain() {
        story.deployed("uat", BACKEND, A)
                .later(Duration.ofMinutes(100))
                .verified("uat", BACKEND, A, Verified.Result.FAILED)
                .verified("uat", BACKEND, A, Verified.Result.PASSED)
                .later(Duration.ofMinutes(100));

        refused("for 1 h 41 min of the 2 h");
    }

    @Test
    void whatItServedBeforeItWasFoundFailingProvesNothing() throws Exception {
        story.deployed("uat", BACKEND, A)
                .later(Duration.ofHours(5))
                .verified("uat", BACKEND, A, Verified.Result.FAILED)
                .deployed("uat", BACKEND, A)
                .later(Duration.ofMinutes(29));
        refused("for 30 min of the 2 h");

        story.later(Duration.ofMinutes(90));
        assertThat(story.ask(prodAfter(TWO_HOURS), BACKEND, A).reasons()).hasSize(1);
    }

    @Test
    void aVerificationThatPassesIsNoBreak() throws Exception {
        story.deployed("uat", BACKEND, A)
                .later(Duration.ofMinutes(70))
                .verified("uat", BACKEND, A, Verified.Result.PASSED)
                .later(Duration.ofMinutes(70));

        assertThat(story.ask(prodAfter(TWO_HOURS), BACKEND, A).reasons()).hasSize(1);
    }

    @Test
    void isLetThroughAlsoWhenItWasReplacedAfterItsTime() throws Exception {
        story.deployed("uat", BACKEND, A).later(TWO_HOURS).deployed("uat", BACKEND, B);

        assertThat(story.ask(prodAfter(TWO_HOURS), BACKEND, A).reasons()).hasSize(1);
    }

    @Test
    void cannotBeAskedForWithoutAPlaceToSpendIt() {
        assertThatThrownBy(() ->
                        new GateRule(EnvironmentName.of("prod"), Optional.empty(), Optional.of(TWO_HOURS), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
