package io.jenkins.plugins.promotionchain.ledger.gate;

import static io.jenkins.plugins.promotionchain.ledger.gate.Story.BACKEND;
import static io.jenkins.plugins.promotionchain.ledger.gate.Story.FRONTEND;
import static io.jenkins.plugins.promotionchain.ledger.gate.Story.image;
import static io.jenkins.plugins.promotionchain.ledger.gate.Story.prod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.GateRefused;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Built;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Verified;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the gate makes of what happened. */
class GateTest {

    private static final ImageDigest A = image('a');
    private static final ImageDigest B = image('b');
    private static final ImageDigest C = image('c');

    private final Story story = new Story();

    private static void refused(ThrowingCallable question, String... parts) {
        assertThatThrownBy(question).isInstanceOf(GateRefused.class).hasMessageContainingAll(parts);
    }

    /** Each squash merge is another commit with the same content: the image is built once and reused. */
    @Test
    void letsTheImageOfThreeSquashMergedBranchesThroughOneAfterTheOther() throws Exception {
        GateRule uat = new GateRule(
                EnvironmentName.of("uat"), Optional.of(EnvironmentName.of("dev")), Optional.empty(), Set.of());
        story.built("development", BACKEND, A, Built.Origin.BUILT).deployed("dev", BACKEND, A);

        story.built("uat", BACKEND, A, Built.Origin.REUSED);
        assertThat(story.ask(uat, BACKEND, A).reasons())
                .containsExactly("backend aaaaaaaaaaaa: healthy in dev (deployed at 2026-11-23 10:01 UTC by"
                        + " https://ci/job/shop/job/dev/2/)");
        story.deployed("uat", BACKEND, A);

        story.built("main", BACKEND, A, Built.Origin.REUSED);
        assertThat(story.ask(prod(), BACKEND, A).reasons())
                .hasSize(1)
                .first()
                .asString()
                .contains("healthy in uat");
    }

    @Test
    void refusesWhatTheRequiredEnvironmentNeverRanAndLinksTheBuildThatCanBringItThere() {
        story.built("development", BACKEND, A, Built.Origin.BUILT).deployed("dev", BACKEND, A);

        assertThatThrownBy(() -> story.ask(prod(), BACKEND, A))
                .isInstanceOf(GateRefused.class)
                .hasMessage("The gate of prod does not let the backend of shop in: the backend aaaaaaaaaaaa was never"
                        + " deployed in uat. Deploy it in uat first, with the branch of uat or environment: 'uat'; dev got it"
                        + " from https://ci/job/shop/job/dev/2/. Nothing was changed.");
    }

    @Test
    void linksTheBuildThatBuiltAnImageThatNobodyDeployed() {
        story.built("main", BACKEND, A, Built.Origin.BUILT).built("uat", BACKEND, A, Built.Origin.REUSED);

        refused(() -> story.ask(prod(), BACKEND, A), "it was built by https://ci/job/shop/job/main/1/");
    }

    @Test
    void linksTheLastBuildThatFoundAnImageWhereTheOneThatBuiltItIsNotKnown() {
        story.built("main", BACKEND, A, Built.Origin.REUSED).built("uat", BACKEND, A, Built.Origin.REUSED);

        refused(() -> story.ask(prod(), BACKEND, A), "it was found by https://ci/job/shop/job/uat/2/");
    }

    @Test
    void refusesAnImageOfWhichTheLedgerKnowsNothing() {
        refused(() -> story.ask(prod(), BACKEND, A), "was never deployed in uat", "the ledger knows no build of it");
    }

    @Test
    void doesNotTakeOneComponentForAnother() {
        story.deployed("uat", FRONTEND, A);

        refused(() -> story.ask(prod(), BACKEND, A), "the backend aaaaaaaaaaaa was never deployed in uat");
    }

    @Test
    void refusesWhatDidNotBecomeHealthy() {
        story.deployed("uat", BACKEND, A, Deployed.Outcome.FAILED, "It answered 500. Look at its log.");

        refused(
                () -> story.ask(prod(), BACKEND, A),
                "was last deployed in uat at 2026-11-23 10:00 UTC, and that failed (It answered 500. Look at its log)",
                "Deploy it there with success first: https://ci/job/shop/job/uat/1/");
    }

    @Test
    void refusesWhatWasAborted() {
        story.deployed("uat", BACKEND, A, Deployed.Outcome.ABORTED, "The build was aborted");

        refused(() -> story.ask(prod(), BACKEND, A), "and that was aborted");
    }

    @Test
    void refusesWhatWasFoundFailingLaterUntilItPasses() throws Exception {
        story.deployed("uat", BACKEND, A).verified("uat", BACKEND, A, Verified.Result.FAILED);
        refused(
                () -> story.ask(prod(), BACKEND, A),
                "was found failing in uat at 2026-11-23 10:01 UTC by bob (orders vanish)",
                "See https://ci/job/shop/job/uat/2/");

        story.verified("uat", BACKEND, A, Verified.Result.PASSED);
        assertThat(story.ask(prod(), BACKEND, A).reasons()).hasSize(1);
    }

    @Test
    void takesWhatWasHealthyAlsoWhereALaterAttemptToDeployItFailedAndUndidItself() throws Exception {
        story.deployed("uat", BACKEND, A).deployed("uat", BACKEND, A, Deployed.Outcome.FAILED, "No space left.");

        assertThat(story.ask(prod(), BACKEND, A).reasons()).hasSize(1);
    }

    @Test
    void anAttemptThatFailedDoesNotMakeGoodWhatWasFoundFailing() {
        story.deployed("uat", BACKEND, A)
                .verified("uat", BACKEND, A, Verified.Result.FAILED)
                .deployed("uat", BACKEND, A, Deployed.Outcome.FAILED, "No space left.");

        refused(() -> story.ask(prod(), BACKEND, A), "was found failing in uat");
    }

    @Test
    void takesNeitherAnAbortNorAFailureElsewhereForAWordAboutIt() throws Exception {
        story.deployed("uat", BACKEND, A)
                .deployed("uat", BACKEND, A, Deployed.Outcome.ABORTED, "The build was aborted")
                .deployed("dev", BACKEND, A, Deployed.Outcome.FAILED, "dev is broken")
                .deployed("uat", BACKEND, B)
                .verified("uat", BACKEND, B, Verified.Result.FAILED);

        assertThat(story.ask(prod(), BACKEND, A).reasons()).hasSize(1);
    }

    @Test
    void asksForEveryComponentOfTheReleaseThatChanged() throws Exception {
        story.deployed("uat", BACKEND, A);
        refused(
                () -> story.ask(prod(), BACKEND, A, Map.of(FRONTEND, B)),
                "does not let the backend of shop in: the frontend bbbbbbbbbbbb was never deployed in uat");

        story.deployed("uat", FRONTEND, B);
        assertThat(story.ask(prod(), BACKEND, A, Map.of(FRONTEND, B)).reasons()).hasSize(2);
    }

    @Test
    void asksForNoComponentThatStaysAsItIs() throws Exception {
        story.deployed("prod", FRONTEND, B).deployed("uat", BACKEND, A);

        assertThat(story.ask(prod(), BACKEND, A, Map.of(FRONTEND, B)).reasons())
                .singleElement()
                .asString()
                .startsWith("backend");
    }

    @Test
    void tellsEverythingThatIsMissingAtOnce() {
        refused(
                () -> story.ask(prod(), BACKEND, A, Map.of(FRONTEND, B)),
                "the backend aaaaaaaaaaaa was never deployed in uat; the frontend bbbbbbbbbbbb was never");
    }

    @Test
    void asksNothingOfWhatRunsThereAlready() throws Exception {
        story.deployed("prod", BACKEND, A);

        assertThat(story.ask(prod(), BACKEND, A, Map.of(FRONTEND, B)).reasons())
                .containsExactly("backend aaaaaaaaaaaa: prod runs it already");
    }

    @Test
    void asksNothingOfAWayBack() throws Exception {
        story.deployed("prod", BACKEND, A).deployed("prod", BACKEND, B);

        assertThat(story.ask(prod(), BACKEND, A).reasons())
                .containsExactly("backend aaaaaaaaaaaa: prod ran it before, healthy (deployed at 2026-11-23 10:00 UTC"
                        + " by https://ci/job/shop/job/prod/1/)");
    }

    @Test
    void knowsNoWayBackToWhatFailedThere() {
        story.deployed("prod", BACKEND, A)
                .verified("prod", BACKEND, A, Verified.Result.FAILED)
                .deployed("prod", BACKEND, B)
                .deployed("prod", BACKEND, C, Deployed.Outcome.FAILED, "It ended at once.");

        refused(() -> story.ask(prod(), BACKEND, A), "was never deployed in uat");
        refused(() -> story.ask(prod(), BACKEND, C), "was never deployed in uat");
    }

    @Test
    void takesEverythingWhereNothingIsRequired() throws Exception {
        GateRule dev = new GateRule(EnvironmentName.of("dev"), Optional.empty(), Optional.empty(), Set.of());

        assertThat(story.ask(dev, BACKEND, A, Map.of(FRONTEND, B)).reasons()).containsExactly("dev takes every image");
    }
}
