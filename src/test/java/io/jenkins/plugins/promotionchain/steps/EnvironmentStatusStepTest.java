package io.jenkins.plugins.promotionchain.steps;

import static io.jenkins.plugins.promotionchain.config.Configurations.shop;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import io.jenkins.plugins.promotionchain.config.PromotionChainConfiguration;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.ledger.BuildRef;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import io.jenkins.plugins.promotionchain.ledger.Ledgers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code environmentStatus} says where it cannot get at the servers at all. */
class EnvironmentStatusStepTest {

    private static final String IMAGE = "registry.example.com/team/shop-backend@sha256:" + "a".repeat(64);

    @TempDir
    Path home;

    private FakeStepContext context;

    @BeforeEach
    void configure() {
        FakeJenkins.start().withHome(home);
        PromotionChainConfiguration.get().setApplications(List.of(shop()));
        context = new FakeStepContext().in(FakeBuild.of("shop")).withVariable("BRANCH_NAME", "development");
    }

    @AfterEach
    void closeTheLedgers() {
        Ledgers.get().close();
    }

    @Test
    void tellsForEachComponentWhyItIsNotKnownAndWhatIsExpected() throws Exception {
        Ledgers.get()
                .of(ApplicationName.of("shop"))
                .append(new Deployed(
                        Instant.parse("2026-01-01T10:00:00Z"),
                        new BuildRef("shop/main", 41, ""),
                        "transaction",
                        new DeploymentTarget(
                                ApplicationName.of("shop"), EnvironmentName.of("dev"), ComponentName.of("backend")),
                        ImageRef.parse(IMAGE),
                        Optional.empty(),
                        Deployed.Kind.DEPLOYMENT,
                        Deployed.Outcome.HEALTHY,
                        "",
                        Optional.empty(),
                        "hash",
                        ""));

        Map<?, ?> result = context.resultOf(new EnvironmentStatusStep());

        assertThat(result.get("ok")).isEqualTo(false);
        assertThat(result.get("environment")).isEqualTo("dev");
        assertThat(component(result, "backend"))
                .containsEntry("reachable", false)
                .containsEntry("status", "unknown")
                .containsEntry("expectedImage", IMAGE)
                .containsEntry("expectedBuild", "shop/main #41")
                .containsEntry("expectedSince", "2026-01-01T10:00:00Z")
                .hasEntrySatisfying(
                        "problem", problem -> assertThat((String) problem).contains("backend of shop in dev"));
        assertThat(component(result, "frontend"))
                .containsEntry("reachable", false)
                .containsEntry("expectedDigest", "")
                .hasEntrySatisfying(
                        "problem", problem -> assertThat((String) problem).contains("frontend of shop in dev"));
    }

    @Test
    void failsOnThatWhereItIsToldTo() throws Exception {
        EnvironmentStatusStep step = new EnvironmentStatusStep();
        step.setFailOnDrift(true);

        assertThat(context.failureOf(step))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("The backend and the frontend in dev cannot be told to be as deployed");
    }

    @Test
    void refusesAnEnvironmentThatIsNotConfigured() throws Exception {
        EnvironmentStatusStep step = new EnvironmentStatusStep();
        step.setEnvironment("moon");

        assertThat(context.failureOf(step)).hasMessageContaining("shop has no environment 'moon'");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> component(Map<?, ?> result, String name) {
        return (Map<String, Object>) ((Map<?, ?>) result.get("components")).get(name);
    }
}
