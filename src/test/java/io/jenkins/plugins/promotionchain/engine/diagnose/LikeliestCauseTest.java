package io.jenkins.plugins.promotionchain.engine.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.deploy.HealthAnswer;
import io.jenkins.plugins.promotionchain.engine.deploy.HealthReport;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.frontend.FrontendLook;
import io.jenkins.plugins.promotionchain.engine.migrate.MigrationDiagnosis;
import io.jenkins.plugins.promotionchain.engine.preflight.MigrationPlan;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightCheck;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which cause comes first where several rules could be taken to fit: only that one is read. */
class LikeliestCauseTest {

    private static final int NO_ANSWER = 0;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ModuleNotFoundError: No module named 'meats.settings'",
                "FileNotFoundError: [Errno 2] No such file or directory: '/etc/app/key.pem'",
                "sh: 1: gunicorn: not found"
            })
    void anApplicationThatMissesAPartOfItselfCrashesAndIsNoMatterOfItsDatabase(String line) {
        Diagnosis first = first(container("restarting", 1, 6), NO_ANSWER, List.of(), "Starting", line);

        assertThat(first.cause()).contains("ends by itself (exit status 1, restarted 6 times)", line);
        assertThat(first.fix()).doesNotContain("sshMigrate");
    }

    @Test
    void aCrashingContainerIsNamedAlsoInTheMomentsInWhichItRuns() {
        Diagnosis first = first(container("running", 0, 6), NO_ANSWER, List.of(), "KeyError: 'SECRET_KEY'");

        assertThat(first.cause()).contains("ends by itself", "restarted 6 times", "KeyError");
    }

    @Test
    void restartsOfBeforeDoNotMatterToAnApplicationThatAnswers() {
        assertThat(first(container("running", 0, 6), 404, List.of()).cause()).contains("answers HTTP 404");
        assertThat(found(container("running", 0, 6), 200, List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {137, 143})
    void aSignalFromOutsideIsNoCrash(int exitCode) {
        Diagnosis first = first(container("exited", exitCode, 0), NO_ANSWER, List.of());

        assertThat(first.cause()).contains("somebody stopped it");
        assertThat(first.fix()).contains("docker start shop-backend");
    }

    @Test
    void aPathThatTheApplicationDoesNotKnowIsNotTakenForAMissingProgram() {
        Diagnosis first = first(container("running", 0, 0), 404, List.of(), "Not Found: /api/v1/healthy/");

        assertThat(first.cause()).contains("answers HTTP 404");
        assertThat(first.fix()).contains("healthPath");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "python: can't open file '/srv/manage.py': [Errno 2] No such file or directory",
                "sh: 1: python: not found"
            })
    void anImageWithoutManagePyIsNotSick(String said) {
        assertThat(found(container("running", 0, 0), 200, List.of(notAsked(said))))
                .isEmpty();
        assertThat(first(container("exited", 0, 0), NO_ANSWER, List.of(notAsked(said)))
                        .cause())
                .contains("somebody stopped it");
    }

    @Test
    void aMigrationThatWouldFailDoesNotPutTheBackendDown() {
        PreflightCheck refused = notAsked("OperationalError: password authentication failed for user \"app\"");
        ContainerFindings healthy = findings(container("running", 0, 0), 200, List.of(refused));
        List<Diagnosis> ofBackend = new ContainerCauses(healthy).find();
        assertThat(ofBackend).extracting(Diagnosis::problem).containsExactly(Problem.MIGRATION_FAILS);

        FrontendLook.Seen pages = new FrontendLook.Seen(Optional.empty(), Optional.of("status 502"), Optional.empty());
        ContainerFindings frontend = findings(container("running", 0, 0), 200, List.of());
        FrontendFindings seen = new FrontendFindings(frontend, Optional.of(pages), Optional.empty());

        assertThat(new FrontendCauses(seen, ofBackend).find())
                .singleElement()
                .satisfies(only -> assertThat(only.cause()).contains("passes on to something else"));
    }

    private static PreflightCheck notAsked(String said) {
        return PreflightCheck.migrations(new MigrationPlan(2, Optional.of(said), List.of()));
    }

    private static Diagnosis first(
            ContainerInspection container, int itself, List<PreflightCheck> checks, String... lines) {
        return found(container, itself, checks, lines).get(0);
    }

    private static List<Diagnosis> found(
            ContainerInspection container, int itself, List<PreflightCheck> checks, String... lines) {
        return new ContainerCauses(findings(container, itself, checks, lines)).find();
    }

    private static ContainerFindings findings(
            ContainerInspection container, int itself, List<PreflightCheck> checks, String... lines) {
        DeploymentTarget target = new DeploymentTarget(
                ApplicationName.of("shop"), EnvironmentName.of("dev"), ComponentName.of("backend"));
        HealthAnswer answer = new HealthAnswer(itself == NO_ANSWER ? OptionalInt.empty() : OptionalInt.of(itself), "");
        HealthReport report = new HealthReport(
                itself == 200 ? HealthReport.Verdict.HEALTHY : HealthReport.Verdict.UNHEALTHY,
                List.of(answer),
                Optional.empty());
        Optional<HealthReport> asked = container.running() ? Optional.of(report) : Optional.empty();
        return new ContainerFindings(
                new PreflightReport(target, checks, Duration.ZERO),
                Optional.of(container),
                List.of(lines),
                asked,
                asked,
                MigrationDiagnosis.of(String.join("\n", lines), List.of()));
    }

    private static ContainerInspection container(String status, int exitCode, int restarts) {
        return new ContainerInspection(
                "id",
                "shop-backend",
                "image",
                "sha256:1",
                Optional.empty(),
                status,
                status.equals("running"),
                exitCode,
                false,
                restarts,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
