package io.jenkins.plugins.promotionchain.engine.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.LoginFailed;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreflightReportTest {

    private static final CommandFailed FULL = new CommandFailed("The disk is full", "Make room");
    private static final CommandFailed TAKEN = new CommandFailed("The port is taken", "Free it");
    private static final PreflightCheck WELL = PreflightCheck.ok(CheckKind.DOCKER, "engine 28.2.2");
    private static final PreflightCheck WARNED = PreflightCheck.warning(CheckKind.CLOCK, "It is late", "Set it");

    private static PreflightReport report(PreflightCheck... checks) {
        return new PreflightReport(Requests.TARGET, List.of(checks), Duration.ofMillis(140));
    }

    @Test
    void failsWithTheOneFailureItself() {
        PreflightReport report = report(WELL, PreflightCheck.failed(CheckKind.DISK, FULL), WARNED);

        assertThat(report.passed()).isFalse();
        assertThat(PreflightReport.failureOf(List.of(report(WELL), report))).containsSame(FULL);
    }

    @Test
    void tellsAllFailuresInOneMessage() {
        PreflightReport report =
                report(PreflightCheck.failed(CheckKind.DISK, FULL), PreflightCheck.failed(CheckKind.PORT, TAKEN));

        assertThat(PreflightReport.failureOf(List.of(report)).orElseThrow())
                .isInstanceOf(InvalidInput.class)
                .hasMessage("There are 2 reasons not to deploy shop to dev now: (1) The disk is full. Make room."
                        + " (2) The port is taken. Free it. Nothing was changed.")
                .hasSuppressedException(FULL)
                .hasSuppressedException(TAKEN);
    }

    @Test
    void tellsWhatTwoComponentsShareOnceAndThatNothingWasChangedOnce() {
        CommandFailed missing = new CommandFailed("HOST is missing", "Add it; nothing was changed");
        PreflightReport backend = report(PreflightCheck.failed(CheckKind.CREDENTIALS, missing));
        PreflightReport frontend = report(
                PreflightCheck.failed(CheckKind.CREDENTIALS, missing), PreflightCheck.failed(CheckKind.PORT, TAKEN));

        assertThat(PreflightReport.failureOf(List.of(backend, frontend)).orElseThrow())
                .hasMessage("There are 2 reasons not to deploy shop to dev now: (1) HOST is missing. Add it."
                        + " (2) The port is taken. Free it. Nothing was changed.");
        assertThat(PreflightReport.failureOf(List.of(backend, backend))).containsSame(missing);
    }

    @Test
    void isOneLineWhereAllIsWell() {
        List<String> log = new ArrayList<>();
        report(WELL, WELL).sum(log::add);

        assertThat(log).containsExactly("Preflight: 2 checks in 0.1 s, all well");
    }

    @Test
    void warnsADeploymentInALineForEach() {
        List<String> log = new ArrayList<>();
        report(WELL, WARNED).sum(log::add);

        assertThat(log)
                .containsExactly("Preflight: 2 checks in 0.1 s, 1 to look after", "WARNING: It is late. Set it.");
    }

    @Test
    void isATableForAPerson() {
        List<String> log = new ArrayList<>();
        report(WELL, WARNED, PreflightCheck.skipped(CheckKind.PORT, CheckKind.DOCKER))
                .show(log::add);

        assertThat(log)
                .containsExactly(
                        "Preflight of the backend of shop in dev (0.1 s):",
                        "  docker          OK       engine 28.2.2",
                        "  clock           WARNING  It is late",
                        "                           -> Set it",
                        "  port            SKIPPED  not known, as the check 'docker' failed");
    }

    @Test
    void skipsWhatLiesBehindTheEndOfTheWay() {
        PreflightReport report = new WayThere(Requests.TARGET, Clock.systemUTC())
                .endsAt(CheckKind.LOGIN, new LoginFailed("Login failed", "Check the password"));

        assertThat(report.checks()).hasSize(CheckKind.values().length);
        assertThat(report.checks().subList(0, 3)).allMatch(check -> check.result() == CheckResult.OK);
        assertThat(report.checks().get(3).result()).isEqualTo(CheckResult.FAILED);
        assertThat(report.checks().subList(4, 14))
                .allMatch(check -> check.result() == CheckResult.SKIPPED
                        && check.found().equals("not known, as the check 'login' failed"));
    }

    @Test
    void putsTheWayBeforeWhatWasFoundAtItsEnd() {
        PreflightReport report = new WayThere(Requests.TARGET, Clock.systemUTC()).ledTo(report(WELL));

        assertThat(report.checks().stream().map(PreflightCheck::kind))
                .containsExactly(
                        CheckKind.CREDENTIALS, CheckKind.HOST, CheckKind.HOST_KEY, CheckKind.LOGIN, CheckKind.DOCKER);
    }
}
