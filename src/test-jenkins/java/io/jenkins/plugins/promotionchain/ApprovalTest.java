package io.jenkins.plugins.promotionchain;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.model.Result;
import io.jenkins.plugins.promotionchain.steps.ApprovalAction;
import java.net.URL;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsRule.WebClient;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The page on which a release is approved, as those who are asked and those who are not see it. */
@WithJenkins
class ApprovalTest {

    private JenkinsRule jenkins;
    private WorkflowRun build;
    private ApprovalAction question;

    @BeforeEach
    void ask(JenkinsRule rule) throws Exception {
        jenkins = rule;
        WorkflowJob job =
                ReleasePipeline.job(jenkins, "echo \"given by ${approvePromotion(environment: 'uat').approvedBy}\"");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .toEveryone());
        Applications.configureShop();
        build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Waiting for alice", build);
        question = build.getAction(ApprovalAction.class);
    }

    @Test
    void whoIsNamedApprovesOnceAndTheStepGoesOn() throws Exception {
        WebClient alice = as("alice");
        HtmlPage page = alice.goTo(path());
        assertThat(page.asNormalizedText()).contains("backend", ReleasePipeline.IMAGE.substring(34));
        HtmlForm form = page.getFormByName("answer");
        form.getInputByName("note").setValue("looks <b>good</b>");

        jenkins.submit(form);

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        jenkins.assertLogContains("given by alice", build);
        assertThat(alice.goTo(path()).asNormalizedText()).contains("alice", "looks <b>good</b>");
        assertThat(answered(alice, "reject")).isEqualTo(409);
    }

    @Test
    void aRejectionFailsTheStep() throws Exception {
        WebClient alice = as("alice");

        assertThat(answered(alice, "reject")).isEqualTo(200);

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("alice rejected backend", build);
    }

    @Test
    void othersSeeWhoIsAskedAndCannotAnswer() throws Exception {
        for (WebClient other : new WebClient[] {as("bob"), jenkins.createWebClient()}) {
            HtmlPage page = other.goTo(path());
            assertThat(page.asNormalizedText()).contains("alice");
            assertThat(page.getForms()).extracting(HtmlForm::getNameAttribute).doesNotContain("answer");
            assertThat(answered(other, "approve")).isEqualTo(403);
            assertThat(answered(other, "reject")).isEqualTo(403);
        }
        assertThat(question.isOpen()).isTrue();
        stop();
    }

    @Test
    void nothingIsAnsweredByALink() throws Exception {
        WebClient alice = as("alice").withThrowExceptionOnFailingStatusCode(false);

        assertThat(alice.goTo(path() + "approve", null).getWebResponse().getStatusCode())
                .isEqualTo(404);
        assertThat(question.isOpen()).isTrue();
        stop();
    }

    private void stop() throws Exception {
        build.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertThat(question.isOpen()).isFalse();
    }

    private WebClient as(String user) throws Exception {
        return jenkins.createWebClient().login(user);
    }

    private String path() {
        return build.getUrl() + question.getUrlName() + "/";
    }

    private int answered(WebClient client, String answer) throws Exception {
        WebRequest request = new WebRequest(new URL(jenkins.getURL(), path() + answer), HttpMethod.POST);
        client.addCrumb(request);
        return client.withThrowExceptionOnFailingStatusCode(false)
                .getPage(request)
                .getWebResponse()
                .getStatusCode();
    }
}
