package io.jenkins.plugins.promotionchain;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Descriptor;
import hudson.model.ItemGroup;
import hudson.model.Result;
import hudson.util.Secret;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.springframework.security.core.Authentication;

/** Credentials that are not stored in Jenkins but come from a vault. */
@WithJenkins
class OtherProviderTest {

    @Test
    void isAskedByTheStepsAndNamedOnThePageOfTheSecrets(JenkinsRule jenkins) throws Exception {
        Applications.configureShop();

        assertThat(jenkins.createWebClient()
                        .goTo("manage/promotion-chains/secrets/")
                        .asNormalizedText())
                .contains("DEV_BACKEND_SECRET_KEY", "The vault")
                .doesNotContain("the-key");

        WorkflowRun build = jenkins.assertBuildStatus(
                Result.FAILURE,
                ReleasePipeline.job(jenkins, "node { deployBackend environment: 'dev', preflight: false }")
                        .scheduleBuild2(0));
        jenkins.assertLogContains("127.0.0.1", build);
        jenkins.assertLogNotContains("Missing credentials", build);
        jenkins.assertLogNotContains("the-key", build);
    }

    /** Has what the environment dev needs. */
    @TestExtension
    public static final class Vault extends CredentialsProvider {

        @Override
        public String getDisplayName() {
            return "The vault";
        }

        @Override
        public <C extends Credentials> List<C> getCredentialsInItemGroup(
                Class<C> type,
                ItemGroup itemGroup,
                Authentication authentication,
                List<DomainRequirement> domainRequirements) {
            try {
                return List.of(
                                new UsernamePasswordCredentialsImpl(
                                        CredentialsScope.GLOBAL, "shop-server", "", "deployer", "the-password"),
                                new StringCredentialsImpl(
                                        CredentialsScope.GLOBAL,
                                        "DEV_BACKEND_SECRET_KEY",
                                        "",
                                        Secret.fromString("the-key")))
                        .stream()
                        .filter(type::isInstance)
                        .map(type::cast)
                        .toList();
            } catch (Descriptor.FormException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
