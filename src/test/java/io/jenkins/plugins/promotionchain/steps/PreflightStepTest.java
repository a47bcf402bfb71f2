package io.jenkins.plugins.promotionchain.steps;

import static io.jenkins.plugins.promotionchain.config.Configurations.shop;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import hudson.util.FormValidation;
import io.jenkins.plugins.promotionchain.config.ApplicationConfig;
import io.jenkins.plugins.promotionchain.config.PromotionChainConfiguration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code preflight} says before it gets to a server. */
class PreflightStepTest {

    private FakeJenkins jenkins;
    private FakeStepContext context;
    private final PreflightStep step = new PreflightStep();

    @BeforeEach
    void configure() {
        jenkins = FakeJenkins.start();
        PromotionChainConfiguration.get().setApplications(List.of(shop()));
        context = new FakeStepContext().in(FakeBuild.of("shop")).withVariable("BRANCH_NAME", "development");
    }

    @Test
    void tellsWhatBothComponentsMissInOneMessage() throws Exception {
        assertThat(context.failureOf(step))
                .isInstanceOf(AbortException.class)
                .hasMessageContainingAll(
                        "There are 2 reasons not to deploy shop to dev now",
                        "(1) Missing credentials for backend of shop in dev",
                        "(2) Missing credentials for frontend of shop in dev",
                        "DEV_DATABASE_URL",
                        "Nothing was changed.");
    }

    @Test
    void tellsWhatOneComponentMissesInTheWordsOfItsDeployment() throws Exception {
        step.setComponent("backend");

        assertThat(context.failureOf(step))
                .message()
                .startsWith("Missing credentials for backend of shop in dev: ")
                .doesNotContain("frontend");
    }

    @Test
    void asksForNoSecretThatTheDeploymentIsGiven() throws Exception {
        step.setComponent("backend");
        step.setEnv(Map.of("SECRET_KEY", "public"));

        assertThat(context.failureOf(step)).message().contains("DATABASE_URL").doesNotContain("SECRET_KEY");
    }

    @Test
    void tellsThatNoHostKeyIsConfigured() throws Exception {
        ApplicationConfig application = shop();
        application.getEnvironments().get(0).getBackend().setHostKeys("");
        PromotionChainConfiguration.get().setApplications(List.of(application));
        jenkins.with(new StoredText("DEV_SSH_PASSWORD", "pw"));
        step.setComponent("backend");

        assertThat(context.failureOf(step)).hasMessageContaining("No host key is configured for 127.0.0.2");
    }

    @Test
    void wantsToKnowWhoseImageNameAndPortAreGiven() throws Exception {
        step.setPort(9000);

        assertThat(context.failureOf(step))
                .hasMessageContainingAll("no component to which they belong", "component: 'backend'");
    }

    @Test
    void refusesAVariableThatIsNotSet() throws Exception {
        step.setComponent("backend");
        step.setEnv(Collections.singletonMap("NAME", null));
        assertThat(context.failureOf(step)).hasMessageContaining("Parameter env: 'NAME' has no value (null)");
    }

    @Test
    void refusesAPortThatCannotBe() throws Exception {
        step.setComponent("backend");
        step.setPort(70000);
        assertThat(context.failureOf(step)).hasMessageContaining("Parameter port: ");
    }

    @Test
    void checksItsFormWhereItIsFilledIn() {
        PreflightStep.DescriptorImpl form = new PreflightStep.DescriptorImpl();

        assertThat(form.doCheckComponent("").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckComponent("Back End").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckImage("shop:latest").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckContainerName("a b").kind).isEqualTo(FormValidation.Kind.ERROR);
    }
}
