package io.jenkins.plugins.promotionchain.engine.diagnose;

import io.jenkins.plugins.promotionchain.engine.deploy.HealthAnswer;
import io.jenkins.plugins.promotionchain.engine.deploy.HealthReport;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.frontend.FrontendLook;
import io.jenkins.plugins.promotionchain.engine.migrate.MigrationDiagnosis;
import io.jenkins.plugins.promotionchain.engine.preflight.CheckKind;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightCheck;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightReport;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Something that was seen of a component, which a test changes, and what is made of it. */
abstract class CausesFixture {

    final List<PreflightCheck> checks = new ArrayList<>();
    Optional<ContainerInspection> container = Optional.of(container("running", 0, false, 0));
    List<String> lines = List.of();
    int itself = 200;
    String text = "";
    int publicly = 200;

    Diagnosis first() {
        return found().get(0);
    }

    List<Diagnosis> found() {
        return new ContainerCauses(findings()).find();
    }

    List<Diagnosis> frontend(
            Optional<String> page, Optional<String> backend, Optional<String> config, Optional<String> way) {
        return causes(List.of(), page, backend, config, way);
    }

    List<Diagnosis> causes(
            List<Diagnosis> ofBackend,
            Optional<String> page,
            Optional<String> backend,
            Optional<String> config,
            Optional<String> way) {
        return new FrontendCauses(
                        new FrontendFindings(
                                findings(), Optional.of(new FrontendLook.Seen(page, backend, config)), way),
                        ofBackend)
                .find();
    }

    ContainerFindings findings() {
        DeploymentTarget target = new DeploymentTarget(
                ApplicationName.of("shop"), EnvironmentName.of("dev"), ComponentName.of("backend"));
        boolean runs = container.filter(ContainerInspection::running).isPresent();
        return new ContainerFindings(
                new PreflightReport(target, checks, Duration.ZERO),
                container,
                lines,
                runs ? Optional.of(report(itself)) : Optional.empty(),
                runs ? Optional.of(report(publicly)) : Optional.empty(),
                MigrationDiagnosis.of(String.join("\n", lines), List.of()));
    }

    HealthReport report(int status) {
        HealthAnswer answer = new HealthAnswer(status == 0 ? OptionalInt.empty() : OptionalInt.of(status), text);
        HealthReport.Verdict verdict = status == 200 ? HealthReport.Verdict.HEALTHY : HealthReport.Verdict.UNHEALTHY;
        return new HealthReport(verdict, List.of(answer), Optional.empty());
    }

    void failed(CheckKind kind, String found) {
        checks.add(PreflightCheck.failed(kind, new CommandFailed(found, "Put it right")));
    }

    static ContainerInspection container(String status, int exitCode, boolean outOfMemory, int restarts) {
        return new ContainerInspection(
                "id",
                "shop-backend",
                "image",
                "sha256:1",
                Optional.empty(),
                status,
                status.equals("running"),
                exitCode,
                outOfMemory,
                restarts,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
