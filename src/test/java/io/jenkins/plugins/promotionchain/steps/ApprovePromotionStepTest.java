package io.jenkins.plugins.promotionchain.steps;

import static io.jenkins.plugins.promotionchain.config.Configurations.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.model.Item;
import io.jenkins.plugins.promotionchain.config.PromotionChainConfiguration;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Approved;
import io.jenkins.plugins.promotionchain.ledger.Ledgers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kohsuke.stapler.HttpResponses;

/** A question on the page of a build, and who answers it. The reader of the page is SYSTEM here. */
class ApprovePromotionStepTest {

    private static final ImageRef IMAGE =
            ImageRef.parse("registry.example.com/team/shop-backend@sha256:" + "a".repeat(64));

    @TempDir
    Path home;

    private FakeBuild build;
    private FakeStepContext context;
    private final ApprovePromotionStep step = new ApprovePromotionStep();

    @BeforeEach
    void configure() throws Exception {
        FakeJenkins.start().withHome(home);
        PromotionChainConfiguration.get().setApplications(List.of(shop()));
        approvers("alice, release-managers");
        build = FakeBuild.of("shop/uat");
        context = new FakeStepContext()
                .in(build)
                .withVariable("BRANCH_NAME", "uat")
                .withVariable("BUILD_URL", "https://ci/job/shop/job/uat/3/");
        ReleaseAction.record(build, ComponentName.of("backend"), IMAGE);
    }

    @AfterEach
    void close() {
        Ledgers.get().close();
    }

    private static void approvers(String names) {
        PromotionChainConfiguration.get()
                .getApplications()
                .get(0)
                .getEnvironments()
                .get(1)
                .setApprovers(names);
    }

    private StepExecution begin() throws Exception {
        StepExecution execution = step.start(context);
        assertThat(execution.start()).isFalse();
        return execution;
    }

    private ApprovalAction question() {
        return build.getAction(ApprovalAction.class);
    }

    private static List<LedgerEntry> recorded() throws Exception {
        return Ledgers.get().of(ApplicationName.of("shop")).of(IMAGE.digest());
    }

    @Test
    void waitsAndSaysForWhomAndWhere() throws Exception {
        begin();

        assertThat(context.answers()).isZero();
        assertThat(question().isOpen()).isTrue();
        assertThat(context.log())
                .contains("Waiting for alice or release-managers to approve backend aaaaaaaaaaaa for uat:"
                        + " https://ci/job/shop/job/uat/3/" + question().getUrlName() + "/");
    }

    @Test
    void writesTheApprovalDownAndGoesOn() throws Exception {
        begin();

        question().approve("alice", "looks good");

        Approved approved = (Approved) recorded().get(0);
        assertThat(approved.by()).isEqualTo("alice");
        assertThat(approved.note()).isEqualTo("looks good");
        assertThat(approved.environment()).isEqualTo(EnvironmentName.of("uat"));
        assertThat(approved.digests()).containsExactly(IMAGE.digest());
        assertThat(context.result())
                .isEqualTo(Map.of(
                        "environment", "uat",
                        "approvedBy", "alice",
                        "note", "looks good",
                        "digests", List.of(IMAGE.digest().value())));
        assertThat(question().getIconFileName()).as("no link any more").isNull();
    }

    @Test
    void failsWhereSomebodyRejectsIt() throws Exception {
        begin();

        question().reject("alice", "not before the fair");

        assertThat(context.failure())
                .isInstanceOf(AbortException.class)
                .hasMessage("alice rejected backend aaaaaaaaaaaa for uat (not before the fair). Nothing was changed.");
        assertThat(recorded()).isEmpty();
    }

    @Test
    void takesTheFirstAnswerOnly() throws Exception {
        begin();
        question().reject("alice", "");

        question().approve("bob", "");

        assertThat(recorded()).isEmpty();
        assertThat(context.answers()).isEqualTo(1);
        assertThat(question().getOutcome()).isEqualTo("Rejected by alice.");
    }

    @Test
    void letsNobodyAnswerOnThePageWhoIsNotNamed() throws Exception {
        begin();

        assertThat(question().isMine()).isFalse();
        assertThatThrownBy(() -> question().doApprove("me"))
                .isInstanceOf(HttpResponses.HttpResponseException.class)
                .hasMessage("SYSTEM cannot answer this; alice or release-managers can");
        assertThatThrownBy(() -> question().doReject("me")).isInstanceOf(HttpResponses.HttpResponseException.class);
        assertThat(question().isOpen()).isTrue();
    }

    @Test
    void letsSomebodyAnswerOnThePageWhoIsNamed() throws Exception {
        FakeJenkins.start().withHome(home).withAccount("SYSTEM", "release-managers");
        PromotionChainConfiguration.get().setApplications(List.of(shop()));
        approvers("release-managers");
        begin();

        assertThat(question().isMine()).isTrue();
        question().doApprove(null);

        assertThat(context.result()).containsEntry("approvedBy", "SYSTEM");
    }

    @Test
    void namesAreTheSameInAnyCaseAsTheyAreForALogin() throws Exception {
        approvers("system");
        begin();

        assertThat(question().isMine()).isTrue();
    }

    @Test
    void saysThatAnAnswerCameTooLate() throws Exception {
        approvers("");
        begin();
        question().doReject("");

        assertThatThrownBy(() -> question().doApprove("me too"))
                .isInstanceOf(HttpResponses.HttpResponseException.class)
                .hasMessage("Your answer came too late. Rejected by SYSTEM.");
        assertThat(recorded()).isEmpty();
    }

    @Test
    void asksNobodyAnyMoreOnceTheBuildIsOverHoweverItEnded() throws Exception {
        begin();

        build.end();

        assertThat(question().isOpen()).isFalse();
        assertThat(question().approve("alice", "too late")).isFalse();
        assertThat(question().getOutcome()).isEqualTo("Nobody is asked any more.");
        assertThat(recorded()).isEmpty();
    }

    @Test
    void anAnswerAndAnAbortEndTheStepAlsoWhereTheBuildCannotBeSaved() throws Exception {
        begin();
        build.failToSave();

        assertThatThrownBy(() -> question().approve("alice", "")).isInstanceOf(IOException.class);
        assertThat(context.result()).containsEntry("approvedBy", "alice");

        FakeStepContext other = new FakeStepContext()
                .in(build)
                .withVariable("BRANCH_NAME", "uat")
                .withVariable("BUILD_URL", "https://ci/job/shop/job/uat/3/");
        StepExecution execution = new ApprovalExecution(other, step);
        assertThatThrownBy(execution::start).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> execution.stop(new InterruptedException("stopped")))
                .isInstanceOf(IOException.class);
        assertThat(other.failure()).hasMessage("stopped");
    }

    @Test
    void asksThoseWhoMayBuildWhereNobodyIsNamed() throws Exception {
        approvers("");
        begin();

        assertThat(question().getWho()).isEqualTo("anybody who may build this job");
        assertThat(question().isMine()).isTrue();
        build.forbidding(Item.BUILD);
        assertThat(question().isMine()).isFalse();
    }

    @Test
    void anAbortEndsItAndNobodyIsAskedAnyMore() throws Exception {
        StepExecution execution = begin();

        execution.stop(new InterruptedException("stopped"));

        assertThat(context.failure()).hasMessage("stopped");
        assertThat(question().isOpen()).isFalse();
        question().approve("alice", "too late");
        assertThat(recorded()).isEmpty();
    }

    /** The context of a saved execution is Jenkins' own affair; here it is one that knows nothing any more. */
    @Test
    void canBeSavedWithTheBuild() throws Exception {
        StepExecution execution = begin();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(execution);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((StepExecution) in.readObject()).getStatus()).isEqualTo("waiting for somebody to approve");
        }
    }

    @Test
    void findsAnAnswerThatCameWhileJenkinsWasStillStarting() throws Exception {
        StepExecution execution = begin();
        question().onLoad(build);
        question().approve("alice", "");
        assertThat(context.answers()).isZero();

        execution.onResume();

        assertThat(context.result()).containsEntry("approvedBy", "alice");
    }

    @Test
    void goesOnWaitingAfterARestart() throws Exception {
        StepExecution execution = begin();
        question().onLoad(build);
        execution.onResume();
        assertThat(context.answers()).isZero();

        question().approve("alice", "");

        assertThat(context.result()).containsEntry("approvedBy", "alice");
    }

    @Test
    void needsAReleaseToApprove() throws Exception {
        FakeStepContext empty =
                new FakeStepContext().in(FakeBuild.of("shop/uat")).withVariable("BRANCH_NAME", "uat");

        assertThatThrownBy(() -> step.start(empty).start())
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("No image is known in this build that could be approved for uat");
    }
}
