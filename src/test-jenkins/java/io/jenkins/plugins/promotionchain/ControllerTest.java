package io.jenkins.plugins.promotionchain;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.config.ApplicationConfig;
import io.jenkins.plugins.promotionchain.config.PromotionChainConfiguration;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What only a real controller can say of the plugin: that it finds the extensions, and that the form keeps what it shows. */
@WithJenkins
class ControllerTest {

    @Test
    void offersTheFiveSteps(JenkinsRule jenkins) {
        assertThat(StepDescriptor.all())
                .extracting(StepDescriptor::getFunctionName)
                .contains("buildOnce", "sshMigrate", "deployBackend", "deployFrontend", "renderEnvConfig");
    }

    @Test
    void keepsAnApplicationWhenTheFormIsSaved(JenkinsRule jenkins) throws Exception {
        ApplicationConfig application = new ApplicationConfig("projectmeats");
        application.setRegistry("registry.example.com");
        PromotionChainConfiguration.get().setApplications(List.of(application));

        jenkins.configRoundtrip();

        assertThat(PromotionChainConfiguration.get().getApplications())
                .singleElement()
                .satisfies(kept -> {
                    assertThat(kept.getName()).isEqualTo("projectmeats");
                    assertThat(kept.getRegistry()).isEqualTo("registry.example.com");
                });
    }
}
