package io.jenkins.plugins.promotionchain.engine.diagnose;

import io.jenkins.plugins.promotionchain.engine.deploy.HealthReport;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.migrate.MigrationDiagnosis;
import io.jenkins.plugins.promotionchain.engine.preflight.CheckKind;
import io.jenkins.plugins.promotionchain.engine.preflight.CheckResult;
import io.jenkins.plugins.promotionchain.engine.preflight.MigrationPlan;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightCheck;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was seen of one component.
 *
 * @param container none where there is none, or the server cannot be asked
 * @param lastLines that it wrote
 * @param itself what it answers where it listens itself; none where it does not run
 * @param publicly what visitors get at its public port; none where it does not run
 * @param said what the last lines say of a database, without secrets
 */
record ContainerFindings(
        PreflightReport checks,
        Optional<ContainerInspection> container,
        List<String> lastLines,
        Optional<HealthReport> itself,
        Optional<HealthReport> publicly,
        MigrationDiagnosis said) {

    ContainerFindings {
        lastLines = List.copyOf(lastLines);
    }

    boolean answersItself() {
        return itself.filter(HealthReport::healthy).isPresent();
    }

    boolean answersPublicly() {
        return publicly.filter(HealthReport::healthy).isPresent();
    }

    Optional<PreflightCheck> check(CheckKind kind) {
        return checks.checks().stream().filter(check -> check.kind() == kind).findFirst();
    }

    Optional<PreflightCheck> failed(CheckKind kind) {
        return check(kind).filter(check -> check.result() == CheckResult.FAILED);
    }

    /** What the image said of its migrations; none where it was not asked. */
    Optional<MigrationPlan> plan() {
        return check(CheckKind.MIGRATIONS).flatMap(PreflightCheck::plan);
    }

    /** One line for each thing that was seen. */
    List<String> evidence() {
        List<String> lines = new ArrayList<>();
        lines.add(container
                .map(found -> "container " + found.name() + " is " + found.status() + ", exit status "
                        + found.exitCode() + ", out of memory: " + found.outOfMemory() + ", restarts: "
                        + found.restartCount())
                .orElse("there is no container of that name"));
        itself.ifPresent(report -> lines.add("it answers itself: " + report.last()));
        publicly.ifPresent(report -> lines.add("visitors get: " + report.last()));
        checks.checks().stream()
                .filter(check -> check.result() == CheckResult.FAILED || check.result() == CheckResult.WARNING)
                .forEach(check -> lines.add(check.kind() + ": " + check.found()));
        return lines;
    }
}
