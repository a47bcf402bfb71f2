package io.jenkins.plugins.promotionchain;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.DomainCredentials;
import hudson.model.Item;
import hudson.util.Secret;
import io.jenkins.plugins.promotionchain.config.ConfiguredChains;
import io.jenkins.plugins.promotionchain.config.FolderApplications;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsRule.WebClient;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Applications of a folder, by its form and by its XML description. */
@WithJenkins
class FolderTest {

    private JenkinsRule jenkins;
    private Folder folder;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        folder = jenkins.createProject(Folder.class, "team");
        folder.setDescription("");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE, Item.EXTENDED_READ)
                .everywhere()
                .to("bob")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("carol"));
    }

    @Test
    void holdForTheJobsBelowAndSurviveTheForm() throws Exception {
        giveFolderTheShop();
        String before = folder.getConfigFile().asString();

        jenkins.submit(jenkins.createWebClient()
                .login("admin")
                .getPage(folder, "configure")
                .getFormByName("config"));

        assertThat(folder.getConfigFile().asString()).isEqualTo(before);
        WorkflowJob job = folder.createProject(WorkflowJob.class, "job");
        assertThat(ConfiguredChains.of(job).usable())
                .extracting(chain -> chain.application().value())
                .containsExactly("shop");
        assertThat(ConfiguredChains.of(folder).usable()).isEmpty();
    }

    @Test
    void stayAsTheyAreWhenSomebodyElseSavesTheForm() throws Exception {
        giveFolderTheShop();

        jenkins.submit(jenkins.createWebClient()
                .login("bob")
                .getPage(folder, "configure")
                .getFormByName("config"));

        assertThat(applications()).hasSize(1);
    }

    @Test
    void areNotBroughtInBySomebodyElsesDescription() throws Exception {
        giveFolderTheShop();
        String withShop = folder.getConfigFile().asString();
        folder.getProperties().remove(FolderApplications.class);
        folder.save();
        String without = folder.getConfigFile().asString();

        assertThat(posted("bob", withShop)).isGreaterThanOrEqualTo(400);
        assertThat(folder.getConfigFile().asString()).isEqualTo(without);
        assertThat(folder.getProperties().get(FolderApplications.class)).isNull();

        assertThat(posted("admin", withShop)).isEqualTo(200);
        assertThat(applications()).hasSize(1);
    }

    @Test
    void whoConfiguresTheFolderSeesWhichOfItsSecretsAreThereAndNoValue() throws Exception {
        giveFolderTheShop();
        folder.addProperty(new FolderCredentialsProvider.FolderCredentialsProperty(new DomainCredentials[] {
            new DomainCredentials(
                    Domain.global(),
                    List.of(new StringCredentialsImpl(
                            CredentialsScope.GLOBAL, "DEV_BACKEND_SECRET_KEY", "", Secret.fromString("the-value"))))
        }));

        HtmlPage page = jenkins.createWebClient().login("bob").goTo(folder.getUrl() + "promotion-chain-secrets/");

        assertThat(page.asNormalizedText())
                .contains("team", "DEV_BACKEND_SECRET_KEY", "Secret text", "UAT_BACKEND_SECRET_KEY")
                .doesNotContain("the-value");
        assertThat(jenkins.createWebClient().login("bob").getPage(folder).asNormalizedText())
                .contains(page.getTitleText().replace(" - Jenkins", "").replaceFirst(" \\[.*", ""));
        WebClient other = jenkins.createWebClient().login("carol").withThrowExceptionOnFailingStatusCode(false);
        assertThat(other.goTo(folder.getUrl() + "promotion-chain-secrets/", null)
                        .getWebResponse()
                        .getStatusCode())
                .isEqualTo(404);
    }

    private void giveFolderTheShop() throws Exception {
        FolderApplications property = new FolderApplications();
        property.setApplications(List.of(Applications.shop()));
        folder.addProperty(property);
    }

    private List<?> applications() {
        return folder.getProperties().get(FolderApplications.class).getApplications();
    }

    private int posted(String user, String description) throws Exception {
        WebClient client = jenkins.createWebClient().login(user).withThrowExceptionOnFailingStatusCode(false);
        WebRequest request = new WebRequest(client.createCrumbedUrl(folder.getUrl() + "config.xml"), HttpMethod.POST);
        request.setAdditionalHeader("Content-Type", "application/xml; charset=UTF-8");
        request.setRequestBody(description);
        request.setCharset(StandardCharsets.UTF_8);
        return client.getPage(request).getWebResponse().getStatusCode();
    }
}
