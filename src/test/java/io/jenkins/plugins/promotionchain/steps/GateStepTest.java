package io.jenkins.plugins.promotionchain.steps;

import static io.jenkins.plugins.promotionchain.config.Configurations.shop;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import io.jenkins.plugins.promotionchain.board.BoardAction;
import io.jenkins.plugins.promotionchain.config.ApplicationConfig;
import io.jenkins.plugins.promotionchain.config.PromotionChainConfiguration;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.ledger.BuildRef;
import io.jenkins.plugins.promotionchain.ledger.Ledger;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Approved;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import io.jenkins.plugins.promotionchain.ledger.Ledgers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the steps ask the gate before they connect, and who may force it. Nobody listens where they would connect to. */
class GateStepTest {

    private static final ApplicationName SHOP = ApplicationName.of("shop");
    private static final ImageRef IMAGE =
            ImageRef.parse("registry.example.com/team/shop-backend@sha256:" + "a".repeat(64));
    private static final ImageRef OTHER =
            ImageRef.parse("registry.example.com/team/shop-frontend@sha256:" + "b".repeat(64));
    private static final String CONNECTS = "127.0.0.";

    @TempDir
    Path home;

    private FakeJenkins jenkins;
    private FakeBuild build;
    private FakeStepContext context;

    @BeforeEach
    void configure() {
        jenkins = FakeJenkins.start().withHome(home).with(new StoredText("UAT_SSH_PASSWORD", "pw"));
        ApplicationConfig application = shop();
        application.setBackendVariables("");
        application.getEnvironments().forEach(each -> {
            // nobody listens there
            each.getBackend().setSshPort(9);
            each.getFrontend().setSshPort(9);
        });
        PromotionChainConfiguration.get().setApplications(List.of(application));
        build = FakeBuild.of("shop/uat").startedBy("alice");
        context = new FakeStepContext().in(build).withVariable("BRANCH_NAME", "uat");
    }

    @AfterEach
    void close() {
        Ledgers.get().close();
    }

    private static Ledger ledger() throws Exception {
        return Ledgers.get().of(SHOP);
    }

    static Stream<GatedStep> steps() {
        DeployFrontendStep frontend = new DeployFrontendStep();
        frontend.setEnvConfig(Map.of());
        frontend.setNginx(false);
        return Stream.of(new DeployBackendStep(), frontend, new SshMigrateStep());
    }

    private static Deployed deployed(String environment, String component, ImageRef image) {
        return new Deployed(
                Instant.parse("2026-11-23T10:00:00Z"),
                new BuildRef("shop/development", 7, "https://ci/job/shop/job/development/7/"),
                "id-" + environment + component,
                new DeploymentTarget(SHOP, EnvironmentName.of(environment), ComponentName.of(component)),
                image,
                Optional.empty(),
                Deployed.Kind.DEPLOYMENT,
                Deployed.Outcome.HEALTHY,
                "",
                Optional.empty(),
                "",
                "alice");
    }

    private GatedStep deployment() {
        DeployBackendStep step = new DeployBackendStep();
        step.setImage(IMAGE.toString());
        return step;
    }

    @ParameterizedTest
    @MethodSource("steps")
    void refusesBeforeItConnects(GatedStep step) throws Exception {
        step.setImage(IMAGE.toString());

        assertThat(context.failureOf(step))
                .isInstanceOf(AbortException.class)
                .hasMessageContainingAll(
                        "The gate of uat does not let the", "was never deployed in dev", "Nothing was changed")
                .message()
                .doesNotContain(CONNECTS);
        assertThat(BoardAction.of(build)).singleElement().satisfies(line -> {
            assertThat(line.getKind()).isEqualTo("REFUSED");
            assertThat(line.getEnvironment()).isEqualTo("uat");
            assertThat(line.getImage()).isEqualTo(IMAGE.toString());
            assertThat(line.getReason()).contains("was never deployed in dev");
        });
    }

    @ParameterizedTest
    @MethodSource("steps")
    void doesNothingWhereTheLedgerCannotBeRead(GatedStep step) throws Exception {
        Path ledger = home.resolve("promotion-chain/shop/ledger");
        Files.createDirectories(ledger.getParent());
        Files.writeString(ledger, "no directory");
        step.setImage(IMAGE.toString());
        step.setForce("even so");

        assertThat(context.failureOf(step))
                .isInstanceOf(AbortException.class)
                .hasMessageContainingAll("The ledger in", "cannot be read")
                .message()
                .doesNotContain(CONNECTS);
    }

    @Test
    void goesOnWhereTheGateAgreesAndSaysWhy() throws Exception {
        ledger().append(deployed("dev", "backend", IMAGE));

        assertThat(context.failureOf(deployment())).hasMessageContaining(CONNECTS);
        assertThat(context.log())
                .contains("Gate of uat: backend aaaaaaaaaaaa: healthy in dev (deployed at 2026-11-23 10:00 UTC by"
                        + " https://ci/job/shop/job/development/7/)");
    }

    @Test
    void asksForTheWholeReleaseOfTheBuild() throws Exception {
        ledger().append(deployed("dev", "backend", IMAGE));
        ReleaseAction.record(build, ComponentName.of("frontend"), OTHER);

        assertThat(context.failureOf(deployment()))
                .hasMessageContaining("the frontend bbbbbbbbbbbb was never deployed in dev");
    }

    @Test
    void missingCredentialsAreToldBefore() throws Exception {
        context.withVariable("BRANCH_NAME", "main");

        assertThat(context.failureOf(deployment()))
                .message()
                .contains("Missing credentials")
                .doesNotContain("gate");
    }

    @Test
    void letsAPersonForceItWhoMayAndSaysWhoAndWhy() throws Exception {
        GatedStep step = deployment();
        step.setForce("dev is down");

        assertThat(context.failureOf(step)).hasMessageContaining(CONNECTS);
        assertThat(context.log())
                .contains("FORCED by alice: dev is down. What the gate had to say: The gate of uat does not let");
    }

    @Test
    void forcesNothingForAPersonWhoMayNot() throws Exception {
        build.forbidding(PromotionChainConfiguration.FORCE);
        GatedStep step = deployment();
        step.setForce("dev is down");

        assertThat(context.failureOf(step))
                .hasMessageContainingAll(
                        "was never deployed in dev",
                        "It cannot be forced by alice, who has not the permission Promotion Chain/Force for shop/uat")
                .message()
                .doesNotContain(CONNECTS);
    }

    @Test
    void forcesNothingThatNobodyStarted() throws Exception {
        context.in(FakeBuild.of("shop/uat"));
        GatedStep step = deployment();
        step.setForce("dev is down");

        assertThat(context.failureOf(step)).hasMessageContaining("no person known to Jenkins started this build");
    }

    @Test
    void forcesNothingForSomebodyWhoIsGone() throws Exception {
        jenkins.withAccount("bob");
        GatedStep step = deployment();
        step.setForce("dev is down");

        assertThat(context.failureOf(step)).hasMessageContaining("no person known to Jenkins started this build");
    }

    @Test
    void takesAReasonForNothingWhereTheGateAgrees() throws Exception {
        build.forbidding(PromotionChainConfiguration.FORCE);
        ledger().append(deployed("dev", "backend", IMAGE));
        GatedStep step = deployment();
        step.setForce("to be sure");

        assertThat(context.failureOf(step)).hasMessageContaining(CONNECTS);
        assertThat(context.log()).doesNotContain("FORCED");
    }

    @Test
    void knowsTheGroupsOfThoseWhoApprove() throws Exception {
        jenkins.withAccount("alice").withAccount("carol", "authenticated", "release-managers");
        PromotionChainConfiguration.get()
                .getApplications()
                .get(0)
                .getEnvironments()
                .get(1)
                .setApprovers("release-managers");
        ledger().append(deployed("dev", "backend", IMAGE));
        assertThat(context.failureOf(deployment())).hasMessageContaining("Ask release-managers to approve it");

        ledger().append(approvedBy("alice"));
        FakeStepContext again = new FakeStepContext().in(build).withVariable("BRANCH_NAME", "uat");
        assertThat(again.failureOf(deployment())).hasMessageContaining("by alice at 2026-11-23 11:00 UTC, who is not");

        ledger().append(approvedBy("carol"));
        FakeStepContext atLast = new FakeStepContext().in(build).withVariable("BRANCH_NAME", "uat");
        assertThat(atLast.failureOf(deployment())).hasMessageContaining(CONNECTS);
    }

    private static Approved approvedBy(String who) {
        return new Approved(
                Instant.parse("2026-11-23T11:00:00Z"),
                new BuildRef("shop/uat", 8, ""),
                SHOP,
                EnvironmentName.of("uat"),
                Set.of(IMAGE.digest()),
                who,
                "");
    }
}
