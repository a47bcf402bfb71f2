package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All that was looked at for one component.
 *
 * @param checks in the order of {@link CheckKind}; what does not apply is left out
 */
public record PreflightReport(DeploymentTarget target, List<PreflightCheck> checks, Duration took) {

    public PreflightReport {
        checks = List.copyOf(checks);
    }

    /** Whether no check failed. */
    public boolean passed() {
        return failures(List.of(this)).isEmpty();
    }

    /**
     * What a step ends with: the failure itself where there is one only, else one that tells them all.
     *
     * @return none where no check failed
     */
    public static Optional<PromotionFailure> failureOf(List<PreflightReport> reports) {
        List<PromotionFailure> failures = failures(reports);
        if (failures.size() < 2) {
            return failures.stream().findFirst();
        }
        DeploymentTarget target = reports.get(0).target();
        List<String> reasons = failures.stream()
                .map(failure -> failure.getMessage().replaceFirst("; nothing was changed\\.$", "."))
                .distinct()
                .toList();
        if (reasons.size() == 1) {
            return failures.stream().findFirst();
        }
        StringBuilder all = new StringBuilder("There are " + reasons.size() + " reasons not to deploy "
                + target.application() + " to " + target.environment() + " now:");
        for (int i = 0; i < reasons.size(); i++) {
            all.append(" (").append(i + 1).append(") ").append(reasons.get(i));
        }
        InvalidInput together = new InvalidInput(withoutFullStop(all.toString()), "Nothing was changed");
        failures.forEach(together::addSuppressed);
        return Optional.of(together);
    }

    private static List<PromotionFailure> failures(List<PreflightReport> reports) {
        return reports.stream()
                .flatMap(report -> report.checks().stream())
                .flatMap(check -> check.failure().stream())
                .toList();
    }

    /** For a deployment: one line where all is well, and one for each warning. */
    public void sum(Log log) {
        long troubles = checks.stream().filter(check -> !check.fix().isEmpty()).count();
        log.line("Preflight: " + checks.size() + " checks in " + seconds()
                + (troubles == 0 ? ", all well" : ", " + troubles + " to look after"));
        for (PreflightCheck check : checks) {
            if (check.result() == CheckResult.WARNING) {
                log.line("WARNING: " + check.found() + ". " + check.fix() + ".");
            }
        }
    }

    /** For a person who asked: a table, with what to do below what is not well. */
    public void show(Log log) {
        log.line("Preflight of the " + target + " (" + seconds() + "):");
        for (PreflightCheck check : checks) {
            log.line(String.format(Locale.ROOT, "  %-14s  %-7s  %s", check.kind(), check.result(), check.found()));
            if (!check.fix().isEmpty()) {
                log.line(String.format(Locale.ROOT, "  %-14s  %-7s  -> %s", "", "", check.fix()));
            }
        }
    }

    private String seconds() {
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }

    private static String withoutFullStop(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
