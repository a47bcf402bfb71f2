package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The checks that come before a server can be looked at: what was needed to get to it. */
public final class WayThere {

    private static final List<CheckKind> STATIONS =
            List.of(CheckKind.CREDENTIALS, CheckKind.HOST, CheckKind.HOST_KEY, CheckKind.LOGIN);
    private static final String BACKEND = "backend";

    private final DeploymentTarget target;
    private final Clock clock;
    private final Instant begin;

    public WayThere(DeploymentTarget target, Clock clock) {
        this.target = target;
        this.clock = clock;
        this.begin = clock.instant();
    }

    /** The way ended: what comes before is right, and of what comes after nothing is known. */
    public PreflightReport endsAt(CheckKind kind, PromotionFailure failure) {
        List<PreflightCheck> checks = new ArrayList<>();
        for (CheckKind each : CheckKind.values()) {
            if (each.compareTo(kind) < 0) {
                checks.add(PreflightCheck.ok(each, right(each)));
            } else if (each == kind) {
                checks.add(PreflightCheck.failed(kind, failure));
            } else if (applies(each)) {
                checks.add(PreflightCheck.skipped(each, kind));
            }
        }
        return new PreflightReport(target, checks, Duration.between(begin, clock.instant()));
    }

    /** The way led there, and this was found. */
    public PreflightReport ledTo(PreflightReport found) {
        List<PreflightCheck> checks = new ArrayList<>();
        STATIONS.forEach(each -> checks.add(PreflightCheck.ok(each, right(each))));
        checks.addAll(found.checks());
        return new PreflightReport(target, checks, Duration.between(begin, clock.instant()));
    }

    private boolean applies(CheckKind kind) {
        return (kind != CheckKind.DATABASE && kind != CheckKind.MIGRATIONS)
                || target.component().value().equals(BACKEND);
    }

    private static String right(CheckKind station) {
        return switch (station) {
            case CREDENTIALS -> "all are there";
            case HOST -> "it answers";
            case HOST_KEY -> "it is the expected one";
            default -> "the account is let in";
        };
    }
}
