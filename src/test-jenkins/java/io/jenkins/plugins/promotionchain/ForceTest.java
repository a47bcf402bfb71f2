package io.jenkins.plugins.promotionchain;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.User;
import io.jenkins.plugins.promotionchain.config.PromotionChainConfiguration;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Who overrules the gate. */
@WithJenkins
class ForceTest {

    private static final String REASON = "the site is down";

    private JenkinsRule jenkins;
    private WorkflowJob job;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        job = ReleasePipeline.job(
                jenkins, "node { deployBackend environment: 'uat', preflight: false, force: '" + REASON + "' }");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.BUILD)
                .everywhere()
                .to("alice", "carol")
                .grant(PromotionChainConfiguration.FORCE)
                .everywhere()
                .to("carol"));
        Applications.configureShop();
        SystemCredentialsProvider credentials = SystemCredentialsProvider.getInstance();
        credentials
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(
                        CredentialsScope.GLOBAL, "shop-server", "", "deployer", "the-password"));
        credentials
                .getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.GLOBAL,
                        "UAT_BACKEND_SECRET_KEY",
                        "",
                        hudson.util.Secret.fromString("the-key")));
        credentials.save();
    }

    @Test
    void needsThePermission() throws Exception {
        WorkflowRun build = startedBy("alice");

        jenkins.assertLogContains(
                "It cannot be forced by alice, who has not the permission Promotion Chain/Force", build);
        jenkins.assertLogContains("was never deployed in dev", build);
        jenkins.assertLogNotContains("FORCED", build);
    }

    @Test
    void isToldWithWhoAndWhyWhereThePermissionIsThere() throws Exception {
        WorkflowRun build = startedBy("carol");

        jenkins.assertLogContains("FORCED by carol: " + REASON, build);
        jenkins.assertLogContains("127.0.0.1", build);
        jenkins.assertLogNotContains("the-password", build);
    }

    @Test
    void isNotForABuildThatNobodyStarted() throws Exception {
        WorkflowRun build = jenkins.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0));

        jenkins.assertLogContains("no person known to Jenkins started this build", build);
    }

    private WorkflowRun startedBy(String user) throws Exception {
        assertThat(User.getById(user, true)).isNotNull();
        return jenkins.assertBuildStatus(
                Result.FAILURE, job.scheduleBuild2(0, new CauseAction(new Cause.UserIdCause(user))));
    }
}
