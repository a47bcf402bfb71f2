package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import java.util.Optional;

/**
 * One thing that was looked at.
 *
 * @param found a sentence without its full stop: what there is
 * @param fix what to do about it, likewise; empty where there is nothing to do
 * @param failure what a deployment would end with; exactly where the result is {@link CheckResult#FAILED}
 * @param plan what {@code found} says of migrations, for a program; none where the image was not asked
 */
public record PreflightCheck(
        CheckKind kind,
        CheckResult result,
        String found,
        String fix,
        Optional<PromotionFailure> failure,
        Optional<MigrationPlan> plan) {

    public PreflightCheck {
        if (failure.isPresent() != (result == CheckResult.FAILED)) {
            throw new IllegalArgumentException("A check has a failure where it failed, and nowhere else");
        }
    }

    public static PreflightCheck ok(CheckKind kind, String found) {
        return new PreflightCheck(kind, CheckResult.OK, found, "", Optional.empty(), Optional.empty());
    }

    public static PreflightCheck warning(CheckKind kind, String found, String fix) {
        return new PreflightCheck(kind, CheckResult.WARNING, found, fix, Optional.empty(), Optional.empty());
    }

    /** What the deployment itself would say, as a warning only. */
    public static PreflightCheck warning(CheckKind kind, PromotionFailure failure) {
        return warning(kind, failure.whatFailed(), failure.whatToDo());
    }

    public static PreflightCheck failed(CheckKind kind, PromotionFailure failure) {
        return new PreflightCheck(
                kind,
                CheckResult.FAILED,
                failure.whatFailed(),
                failure.whatToDo(),
                Optional.of(failure),
                Optional.empty());
    }

    public static PreflightCheck skipped(CheckKind kind, String why) {
        return new PreflightCheck(kind, CheckResult.SKIPPED, why, "", Optional.empty(), Optional.empty());
    }

    /** @param because the check without which this one says nothing */
    public static PreflightCheck skipped(CheckKind kind, CheckKind because) {
        return skipped(kind, "not known, as the check '" + because + "' failed");
    }

    /** What the image said of its migrations; pending ones are no trouble, and a plan that cannot be read is none yet. */
    public static PreflightCheck migrations(MigrationPlan plan) {
        String found = plan.answered()
                ? plan.inWords()
                : "not known: 'python manage.py showmigrations' in a container of the image ended with exit status "
                        + plan.exitStatus()
                        + plan.lastWords().map(line -> " (" + line + ")").orElse("");
        return new PreflightCheck(
                CheckKind.MIGRATIONS,
                plan.answered() ? CheckResult.OK : CheckResult.SKIPPED,
                found,
                "",
                Optional.empty(),
                Optional.of(plan));
    }
}
