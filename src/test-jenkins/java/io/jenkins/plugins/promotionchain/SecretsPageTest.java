package io.jenkins.plugins.promotionchain;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.util.Secret;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The page that lists which secrets an environment expects. */
@WithJenkins
class SecretsPageTest {

    private static final String PAGE = "manage/promotion-chains/secrets/";

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Jenkins.SYSTEM_READ)
                .everywhere()
                .to("reader"));
        Applications.configureShop();
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.GLOBAL, "DEV_BACKEND_SECRET_KEY", "", Secret.fromString("the-value")));
    }

    @Test
    void tellsAnAdministratorWhatIsThereAndWhatIsMissingAndNoValue() throws Exception {
        String text = jenkins.createWebClient()
                .login("admin")
                .goTo(PAGE)
                .getWebResponse()
                .getContentAsString();

        assertThat(text)
                .contains("DEV_BACKEND_SECRET_KEY", "UAT_BACKEND_SECRET_KEY", "Secret text")
                .doesNotContain("the-value");
    }

    @Test
    void isForAdministratorsOnly() throws Exception {
        JenkinsRule.WebClient reader =
                jenkins.createWebClient().login("reader").withThrowExceptionOnFailingStatusCode(false);

        assertThat(reader.goTo(PAGE, null).getWebResponse().getStatusCode()).isEqualTo(403);
        assertThat(reader.goTo("manage/promotion-chains/", null)
                        .getWebResponse()
                        .getStatusCode())
                .isEqualTo(200);
    }
}
