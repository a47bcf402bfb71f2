package io.jenkins.plugins.promotionchain.engine.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.deploy.HealthAnswer;
import io.jenkins.plugins.promotionchain.engine.deploy.HealthReport;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.frontend.FrontendLook;
import io.jenkins.plugins.promotionchain.engine.migrate.MigrationDiagnosis;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightReport;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What visitors see is never passed over, and never put down to what was not seen. */
class VisibleTroubleTest {

    @Test
    void aStartPageThatIsWrongInFrontOfAHealthyContainerIsATrouble() {
        assertThat(causes(List.of(), Optional.of("status 502"), Optional.empty(), Optional.empty()))
                .singleElement()
                .satisfies(only -> assertThat(only.problem()).isEqualTo(Problem.BAD_GATEWAY))
                .satisfies(only -> assertThat(only.cause()).contains("status 502"));
    }

    @Test
    void aBackendWhoseServerCannotBeLookedAtIsNotSaidToBeDown() {
        Diagnosis noWay = new Diagnosis(
                Problem.NO_WAY_IN, ComponentName.of("backend"), "a credential is missing", "Add it", List.of());

        assertThat(causes(List.of(noWay), Optional.empty(), Optional.of("status 502"), Optional.empty()))
                .singleElement()
                .satisfies(only -> assertThat(only.cause())
                        .doesNotContain("the backend is down")
                        .contains("whether the backend runs is not known: a credential is missing"))
                .satisfies(only -> assertThat(only.fix()).isEqualTo("Add it"));
    }

    @Test
    void anEnvConfigThatCannotBeFetchedAtAllIsNotSaidToHaveOtherValues() {
        assertThat(causes(List.of(), Optional.of("refused"), Optional.empty(), Optional.of("refused")))
                .extracting(Diagnosis::problem)
                .containsExactly(Problem.BAD_GATEWAY);
    }

    private static List<Diagnosis> causes(
            List<Diagnosis> ofBackend, Optional<String> page, Optional<String> backend, Optional<String> config) {
        DeploymentTarget target = new DeploymentTarget(
                ApplicationName.of("shop"), EnvironmentName.of("dev"), ComponentName.of("frontend"));
        HealthReport healthy = new HealthReport(
                HealthReport.Verdict.HEALTHY, List.of(new HealthAnswer(OptionalInt.of(200), "")), Optional.empty());
        ContainerInspection running = new ContainerInspection(
                "id",
                "shop-frontend",
                "image",
                "sha256:1",
                Optional.empty(),
                "running",
                true,
                0,
                false,
                0,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of(),
                List.of());
        ContainerFindings container = new ContainerFindings(
                new PreflightReport(target, List.of(), Duration.ZERO),
                Optional.of(running),
                List.of(),
                Optional.of(healthy),
                Optional.of(healthy),
                MigrationDiagnosis.of("", List.of()));
        FrontendLook.Seen pages = new FrontendLook.Seen(page, backend, config);
        return new FrontendCauses(new FrontendFindings(container, Optional.of(pages), Optional.empty()), ofBackend)
                .find();
    }
}
