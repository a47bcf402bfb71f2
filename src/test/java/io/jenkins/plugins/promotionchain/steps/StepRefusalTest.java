package io.jenkins.plugins.promotionchain.steps;

import static io.jenkins.plugins.promotionchain.config.Configurations.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import hudson.AbortException;
import io.jenkins.plugins.promotionchain.config.ApplicationConfig;
import io.jenkins.plugins.promotionchain.config.PromotionChainConfiguration;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the steps refuse before they touch anything. */
class StepRefusalTest {

    private static final String IMAGE = "registry.example.com/team/shop-backend@sha256:" + "a".repeat(64);

    private FakeJenkins jenkins;
    private FakeBuild build;
    private FakeStepContext context;

    @BeforeEach
    void configure() {
        jenkins = FakeJenkins.start();
        PromotionChainConfiguration.get().setApplications(List.of(shop()));
        build = FakeBuild.of("shop");
        context = new FakeStepContext().in(build).withVariable("BRANCH_NAME", "development");
    }

    @Test
    void namesAllMissingSecretsOfADeploymentAtOnce() throws Exception {
        DeployBackendStep step = new DeployBackendStep();
        step.setImage(IMAGE);

        assertThat(context.failureOf(step))
                .isInstanceOf(AbortException.class)
                .hasMessageContainingAll(
                        "backend of shop in dev",
                        "DEV_DATABASE_URL",
                        "DEV_SECRET_KEY",
                        "DEV_DJANGO_SETTINGS_MODULE",
                        "DEV_SSH_KEY");
    }

    @Test
    void asksForNoSecretThatHasAValueElsewhere() throws Exception {
        DeployBackendStep step = new DeployBackendStep();
        step.setImage(IMAGE);
        step.setEnv(Map.of("DJANGO_SETTINGS_MODULE", "shop.settings"));

        assertThat(context.failureOf(step)).message().contains("SECRET_KEY").doesNotContain("DJANGO_SETTINGS_MODULE");
    }

    @Test
    void asksForNoSecretOfAMigrationThatItsOwnVariablesName() throws Exception {
        SshMigrateStep step = new SshMigrateStep();
        step.setImage(IMAGE);
        step.setEnv(Map.of("DJANGO_SETTINGS_MODULE", "shop.settings"));

        assertThat(context.failureOf(step)).message().contains("SECRET_KEY").doesNotContain("DJANGO_SETTINGS_MODULE");
    }

    @Test
    void asksForTheOtherSecretsOfAMigrationOnTheServerWhereThereIsOne() throws Exception {
        jenkins.with(new StoredText("DEV_DATABASE_URL", "postgres://db"));
        SshMigrateStep step = new SshMigrateStep();
        step.setMode("server");

        assertThat(context.failureOf(step)).message().contains("SECRET_KEY").doesNotContain("DATABASE_URL");
    }

    @Test
    void leavesAMigrationOnTheServerToItsOwnFileWhereThereIsNoSecretAtAll() throws Exception {
        SshMigrateStep step = new SshMigrateStep();
        step.setMode("server");

        assertThat(context.failureOf(step)).message().contains("SSH login").doesNotContain("SECRET_KEY");
    }

    @Test
    void saysWhereAnImageComesFromWhenThereIsNone() throws Exception {
        assertThat(context.failureOf(new SshMigrateStep()))
                .hasMessageContainingAll(
                        "No image is known for the component backend", "buildOnce component: 'backend'");
    }

    @Test
    void takesTheImageThatBuildOnceRecorded() throws Exception {
        ReleaseAction.record(build, ComponentName.of("backend"), ImageRef.parse(IMAGE));

        assertThat(context.failureOf(new SshMigrateStep())).hasMessageContaining("Missing credentials");
        assertThat(build.saved).hasValue(1);
    }

    @Test
    void refusesATagInPlaceOfADigest() throws Exception {
        DeployFrontendStep step = new DeployFrontendStep();
        step.setImage("registry.example.com/team/shop-frontend:latest");

        assertThat(context.failureOf(step)).hasMessageContainingAll("Parameter image", "names no digest");
    }

    @Test
    void refusesToConnectFromAnywhereElse() throws Exception {
        SshMigrateStep step = new SshMigrateStep();
        step.setRunOn("laptop");

        assertThat(context.failureOf(step))
                .hasMessageContainingAll("Parameter runOn", "'laptop' is neither controller nor agent");
    }

    @Test
    void refusesAServerWithoutAHostKey() throws Exception {
        ApplicationConfig application = shop();
        application.getEnvironments().get(0).getBackend().setHostKeys("");
        PromotionChainConfiguration.get().setApplications(List.of(application));
        DeployBackendStep step = new DeployBackendStep();
        step.setImage(IMAGE);
        jenkins.with(new StoredText("DEV_SSH_PASSWORD", "pw"));

        assertThat(context.failureOf(step))
                .hasMessageContainingAll("No host key is configured for 127.0.0.2", "ssh-keygen -lf");
    }

    @Test
    void readsNoSecretOfAnotherEnvironmentThroughAnOverride() throws Exception {
        ApplicationConfig application = shop();
        application.getEnvironments().get(0).getBackend().setCredentialsId("PROD_SSH_KEY");
        PromotionChainConfiguration.get().setApplications(List.of(application));
        DeployBackendStep step = new DeployBackendStep();
        step.setImage(IMAGE);

        assertThat(context.failureOf(step)).hasMessageContainingAll("PROD_SSH_KEY", "belongs to the environment");
    }

    @Test
    void saysWhatTheBranchMayBe() throws Exception {
        context.withVariable("BRANCH_NAME", "feature/x");
        DeployBackendStep step = new DeployBackendStep();
        step.setImage(IMAGE);

        assertThat(context.failureOf(step)).hasMessageContainingAll("feature/x", "prod (branch main)");
    }

    static Stream<Arguments> stepsWithAVariableThatIsNotSet() {
        Map<String, String> unset = Collections.singletonMap("NAME", null);
        DeployBackendStep backend = new DeployBackendStep();
        backend.setImage(IMAGE);
        backend.setEnv(unset);
        SshMigrateStep migration = new SshMigrateStep();
        migration.setImage(IMAGE);
        migration.setEnv(unset);
        RollbackDeploymentStep rollback = new RollbackDeploymentStep();
        rollback.setEnv(unset);
        DeployFrontendStep frontend = new DeployFrontendStep();
        frontend.setImage(IMAGE);
        frontend.setEnvConfig(unset);
        RenderEnvConfigStep config = new RenderEnvConfigStep();
        config.setValues(unset);
        BuildOnceStep build = new BuildOnceStep("backend");
        build.setBuildArgs(unset);
        return Stream.of(
                arguments(backend, "env"),
                arguments(migration, "env"),
                arguments(rollback, "env"),
                arguments(frontend, "envConfig"),
                arguments(config, "values"),
                arguments(build, "buildArgs"));
    }

    @ParameterizedTest
    @MethodSource("stepsWithAVariableThatIsNotSet")
    void refusesAVariableThatIsNotSet(ChainStep step, String parameter) throws Exception {
        assertThat(context.failureOf(step))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("Parameter " + parameter + ": 'NAME' has no value (null)");
    }
}
