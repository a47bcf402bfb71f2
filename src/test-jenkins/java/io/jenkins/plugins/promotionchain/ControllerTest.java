package io.jenkins.plugins.promotionchain;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.config.ApplicationConfig;
import io.jenkins.plugins.promotionchain.config.EnvironmentConfig;
import io.jenkins.plugins.promotionchain.config.PromotionChainConfiguration;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What only a real controller can say of the plugin: that it finds the extensions, and that the form keeps what it shows. */
@WithJenkins
class ControllerTest {

    @Test
    void offersAllSteps(JenkinsRule jenkins) {
        assertThat(StepDescriptor.all())
                .extracting(StepDescriptor::getFunctionName)
                .contains(
                        "approvePromotion",
                        "buildOnce",
                        "deployBackend",
                        "deployFrontend",
                        "diagnose",
                        "environmentStatus",
                        "preflight",
                        "recordVerification",
                        "renderEnvConfig",
                        "rollbackDeployment",
                        "sshMigrate");
    }

    @Test
    void keepsTheApplicationsWhenItsPageIsSaved(JenkinsRule jenkins) throws Exception {
        EnvironmentConfig dev = new EnvironmentConfig("dev");
        dev.setBranch("development");
        EnvironmentConfig uat = new EnvironmentConfig("uat");
        uat.setRequires("dev");
        uat.setSoak("30m");
        uat.getBackend().setAddress("10.0.0.5");
        ApplicationConfig application = new ApplicationConfig("projectmeats");
        application.setRegistry("registry.example.com");
        application.setEnvironments(List.of(dev, uat));
        PromotionChainConfiguration.get().setApplications(List.of(application));
        String before = Jenkins.XSTREAM2.toXML(PromotionChainConfiguration.get());

        jenkins.submit(jenkins.createWebClient().goTo("manage/promotion-chains").getFormByName("config"));

        assertThat(Jenkins.XSTREAM2.toXML(PromotionChainConfiguration.get())).isEqualTo(before);
    }
}
