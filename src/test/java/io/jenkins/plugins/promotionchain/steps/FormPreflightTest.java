package io.jenkins.plugins.promotionchain.steps;

import static io.jenkins.plugins.promotionchain.config.Configurations.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.promotionchain.config.ApplicationConfig;
import io.jenkins.plugins.promotionchain.config.ChainReader;
import io.jenkins.plugins.promotionchain.config.Chains;
import io.jenkins.plugins.promotionchain.config.Configurations;
import io.jenkins.plugins.promotionchain.config.ConnectionFinding;
import io.jenkins.plugins.promotionchain.config.JumpConfig;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page of the configuration is told of an environment, before it gets to a server. */
class FormPreflightTest {

    private FakeJenkins jenkins;

    @BeforeEach
    void start() {
        jenkins = FakeJenkins.start();
    }

    private static List<ConnectionFinding> look(ApplicationConfig application) throws Exception {
        Chains chains = ChainReader.read(List.of(application));
        return new FormPreflight()
                .of(
                        chains,
                        chains.usable().get(0),
                        chains.usable().get(0).environments().get(0),
                        Jenkins.get());
    }

    @Test
    void looksAtTheFrontendThoughTheBackendIsNotReady() throws Exception {
        assertThat(look(shop()))
                .filteredOn(finding -> finding.result().equals("FAILED"))
                .extracting(ConnectionFinding::component, ConnectionFinding::check)
                .containsExactly(tuple("backend", "credentials"), tuple("frontend", "credentials"));
    }

    @Test
    void readsTheCredentialsOfJenkinsWithoutABuild() throws Exception {
        jenkins.with(new StoredText("DEV_DATABASE_URL", "postgres://db.example.com/shop"));

        assertThat(look(shop()).get(0).found()).contains("SECRET_KEY").doesNotContain("DATABASE_URL");
    }

    @Test
    void showsNoSecretThatSomebodyPutInAWrongPlace() throws Exception {
        jenkins.with(new StoredText("DEV_DATABASE_URL", "s3cret-of-the-database"));
        jenkins.with(new StoredText("DEV_SECRET_KEY", "s3cret-of-the-database"));
        jenkins.with(new StoredText("DEV_DJANGO_SETTINGS_MODULE", "shop.settings"));
        jenkins.with(new StoredText("DEV_SSH_PASSWORD", "s3cret-of-the-database"));
        ApplicationConfig application = shop();
        application.getEnvironments().get(0).getBackend().setAddress("s3cret-of-the-database.invalid");

        assertThat(look(application)).asString().contains("****").doesNotContain("s3cret-of-the-database");
    }

    @Test
    void doesNotLogInToAJumpHostWithTheCredentialOfAnotherEnvironment() throws Exception {
        jenkins.with(new StoredText("DEV_SSH_PASSWORD", "a-long-password"));
        jenkins.with(new StoredText("PROD_JUMP", "another-password"));
        ApplicationConfig application = shop();
        application.getEnvironments().get(0).getBackend().setJump(jump("PROD_JUMP"));

        assertThat(look(application).get(0).found()).contains("'PROD_JUMP' belongs to the environment");
    }

    @Test
    void asksForTheAccountOfTheJumpHost() throws Exception {
        jenkins.with(new StoredText("DEV_SSH_PASSWORD", "a-long-password"));
        jenkins.with(new StoredText("JUMP", "another-password"));
        ApplicationConfig application = shop();
        application.getEnvironments().get(0).getBackend().setJump(jump("JUMP"));

        assertThat(look(application).get(0).found()).contains("'JUMP' of the jump host names no account");
    }

    private static JumpConfig jump(String credentialsId) {
        JumpConfig jump = new JumpConfig();
        jump.setAddress("127.0.0.9");
        jump.setHostKeys(Configurations.FINGERPRINT);
        jump.setCredentialsId(credentialsId);
        return jump;
    }

    @Test
    void tellsThatNoHostKeyIsPinned() throws Exception {
        jenkins.with(new StoredText("DEV_SSH_PASSWORD", "a-long-password"));
        ApplicationConfig application = shop();
        application.getEnvironments().get(0).getBackend().setHostKeys("");

        assertThat(look(application))
                .filteredOn(finding -> finding.component().equals("backend"))
                .filteredOn(finding -> finding.result().equals("FAILED"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.check()).isEqualTo("host key");
                    assertThat(finding.fix()).contains("Manage Jenkins > Promotion chains");
                });
    }
}
