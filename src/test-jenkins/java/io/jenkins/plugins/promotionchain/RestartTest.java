package io.jenkins.plugins.promotionchain;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.diagnosis.OldDataMonitor;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.promotionchain.board.BoardAction;
import io.jenkins.plugins.promotionchain.board.BoardLine;
import io.jenkins.plugins.promotionchain.config.EnvironmentSettings;
import io.jenkins.plugins.promotionchain.config.PromotionChainConfiguration;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.ledger.BuildRef;
import io.jenkins.plugins.promotionchain.steps.ApprovalAction;
import java.util.Optional;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** What a restart of the controller leaves of a build that waits. */
class RestartTest {

    private static final ComponentName BACKEND = ComponentName.of("backend");

    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void aReleaseIsApprovedAfterTheRestartOfTheControllerThatAsked() throws Throwable {
        sessions.then(jenkins -> {
            Applications.configureShop();
            WorkflowRun build = ReleasePipeline.job(
                            jenkins, "echo \"given by ${approvePromotion(environment: 'dev').approvedBy}\"")
                    .scheduleBuild2(0)
                    .waitForStart();
            jenkins.waitForMessage("Waiting for anybody who may build this job", build);
            write(build);
        });

        sessions.then(jenkins -> {
            WorkflowRun build = jenkins.jenkins
                    .getItemByFullName("release", WorkflowJob.class)
                    .getLastBuild();
            ApprovalAction question = build.getAction(ApprovalAction.class);
            assertThat(question.isOpen()).isTrue();
            assertThat(question.getDigests()).containsEntry("backend", ReleasePipeline.IMAGE.replaceFirst(".*@", ""));
            HtmlPage page = jenkins.createWebClient().goTo(build.getUrl() + question.getUrlName() + "/");
            HtmlForm form = page.getFormByName("answer");

            jenkins.submit(form);

            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            jenkins.assertLogContains("given by anonymous", build);
        });

        sessions.then(jenkins -> {
            WorkflowRun build = jenkins.jenkins
                    .getItemByFullName("release", WorkflowJob.class)
                    .getLastBuild();
            assertThat(build.getAction(ApprovalAction.class).getOutcome()).contains("anonymous");
            assertThat(BoardAction.of(build))
                    .singleElement()
                    .extracting(BoardLine::getEnvironmentUrl, BoardLine::getOriginName, BoardLine::getReason)
                    .containsExactly("https://uat.example.com/", "release #1", "because");
            assertThat(jenkins.jenkins
                            .getExtensionList(AdministrativeMonitor.class)
                            .get(OldDataMonitor.class)
                            .isActivated())
                    .isFalse();
            assertThat(jenkins.createWebClient().getPage(build).asNormalizedText())
                    .contains("Deployed backend 3f2a3f2a3f2a to uat", "promoted from dev");
        });
    }

    /** All that a line can have. */
    private static void write(WorkflowRun build) throws Exception {
        EnvironmentSettings uat = PromotionChainConfiguration.get()
                .chains()
                .application(Optional.empty())
                .environment(EnvironmentName.of("uat"));
        BoardAction.write(
                build,
                BoardLine.of("1", BoardLine.Kind.DEPLOYED, BACKEND)
                        .with(ImageRef.parse(ReleasePipeline.IMAGE))
                        .in(uat)
                        .ofCommit("3f2a8c0")
                        .because("because")
                        .forcedBy("alice")
                        .promotedFrom(EnvironmentName.of("dev"), new BuildRef("release", 1, "")));
    }
}
