package io.jenkins.plugins.promotionchain.engine.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.preflight.CheckKind;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightCheck;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightReport;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is told first: what hurts now. */
class UrgencyOrderTest {

    @Test
    void whatVisitorsSufferFromComesBeforeWhatWillFailNext() {
        assertThat(Stream.of(Problem.values()).map(Problem::urgency)).isSorted();
        assertThat(Problem.BAD_GATEWAY.urgency()).isLessThan(Problem.MIGRATION_FAILS.urgency());
    }

    @Test
    void aServerThatCannotBeReachedComesBeforeACredentialThatIsMissingForItsNextDeployment() {
        EnvironmentLook look = new EnvironmentLook(Clock.systemUTC(), duration -> {});
        PreflightReport missing = report("backend", CheckKind.CREDENTIALS, "DEV_SECRET_KEY is missing");

        look.credentialMissing(missing);
        look.noWayIn(report("frontend", CheckKind.HOST, "it does not answer"));

        assertThat(look.diagnoses())
                .extracting(Diagnosis::problem)
                .containsExactly(Problem.NO_WAY_IN, Problem.CREDENTIAL_MISSING);
        assertThat(look.diagnoses()).extracting(Diagnosis::cause).contains("it does not answer");
    }

    private static PreflightReport report(String component, CheckKind kind, String found) {
        DeploymentTarget target = new DeploymentTarget(
                ApplicationName.of("shop"), EnvironmentName.of("dev"), ComponentName.of(component));
        return new PreflightReport(
                target, List.of(PreflightCheck.failed(kind, new CommandFailed(found, "Mend it"))), Duration.ZERO);
    }
}
