package io.jenkins.plugins.promotionchain.engine.diagnose;

import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.preflight.CheckKind;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightCheck;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Why a component does not answer as it should: each rule looks for one cause; the likelier ones come first. */
final class ContainerCauses {

    /** Exit statuses of SIGKILL and SIGTERM, 128 + number of the signal. */
    private static final Set<Integer> SIGNALS = Set.of(137, 143);

    private static final int FEW_RESTARTS = 2;
    private static final int ENGINES_OWN = 125;
    private static final String LAST_LINES =
            "Look at its last lines in this log, put the reason right and deploy again";

    private final ContainerFindings seen;
    private final ComponentName component;
    private final DatabaseCauses database;

    ContainerCauses(ContainerFindings seen) {
        this.seen = seen;
        this.component = seen.checks().target().component();
        this.database = new DatabaseCauses(seen);
    }

    /** All that fit, the likeliest first; none where all is well. */
    List<Diagnosis> find() {
        Optional<Diagnosis> noWay = noWayIn();
        if (noWay.isPresent()) {
            return List.of(noWay.get());
        }
        return Stream.<Function<ContainerCauses, Optional<Diagnosis>>>of(
                        ContainerCauses::outOfMemory,
                        ContainerCauses::portConflict,
                        ContainerCauses::noContainer,
                        causes -> causes.database.noDatabase(),
                        causes -> causes.database.databaseInItsWords(),
                        causes -> causes.database.migrationNotApplied(),
                        ContainerCauses::crashed,
                        ContainerCauses::stopped,
                        causes -> causes.database.migrationPending(),
                        causes -> causes.database.databaseAsThePlanTells(),
                        ContainerCauses::otherAnswer,
                        ContainerCauses::proxyInBetween,
                        ContainerCauses::credentialMissing,
                        causes -> causes.database.migrationFails(),
                        ContainerCauses::proxyWouldNotStart)
                .flatMap(rule -> rule.apply(this).stream())
                .toList();
    }

    private Optional<Diagnosis> noWayIn() {
        return Stream.of(CheckKind.HOST, CheckKind.HOST_KEY, CheckKind.LOGIN, CheckKind.DOCKER)
                .flatMap(kind -> seen.failed(kind).stream())
                .findFirst()
                .map(check -> diagnosis(Problem.NO_WAY_IN, check.found(), check.fix()));
    }

    /** Somebody who could be asked all the same: it is not the one of the server's own account. */
    private Optional<Diagnosis> credentialMissing() {
        return seen.failed(CheckKind.CREDENTIALS)
                .map(check -> diagnosis(Problem.CREDENTIAL_MISSING, check.found(), check.fix()));
    }

    private Optional<Diagnosis> outOfMemory() {
        return seen.container()
                .filter(container -> unhealthy() && container.outOfMemory())
                .map(container -> diagnosis(
                        Problem.HEALTH_CHECK_FAILS,
                        "container " + container.name() + " was killed because it used more memory than it may",
                        "Give the server or the container more memory, or find out what the application needs it for"));
    }

    private Optional<Diagnosis> portConflict() {
        Optional<PreflightCheck> taken = seen.failed(CheckKind.PORT);
        return taken.filter(check -> !seen.answersPublicly() && !endedWithAnError())
                .map(check -> diagnosis(Problem.HEALTH_CHECK_FAILS, check.found(), check.fix()));
    }

    /** Then it was started: a container whose port is taken is not (docker run(1): 125 and above are the engine's own). */
    private boolean endedWithAnError() {
        return seen.container()
                .filter(container -> hasCrashed(container)
                        && container.exitCode() > 0
                        && container.exitCode() < ENGINES_OWN
                        && !container.outOfMemory())
                .isPresent();
    }

    private Optional<Diagnosis> noContainer() {
        return seen.container().isPresent()
                ? Optional.empty()
                : Optional.of(diagnosis(
                        Problem.HEALTH_CHECK_FAILS,
                        "there is no container for it on the server",
                        "Deploy it; if it was deployed under another name, somebody has removed or renamed it"));
    }

    private Optional<Diagnosis> crashed() {
        return seen.container()
                .filter(container -> !container.outOfMemory() && hasCrashed(container))
                .map(container -> diagnosis(
                        Problem.HEALTH_CHECK_FAILS,
                        "container " + container.name() + " ends by itself (exit status " + container.exitCode()
                                + ", restarted " + container.restartCount() + " times)"
                                + (seen.said().line().isEmpty()
                                        ? ""
                                        : ", lastly: " + seen.said().line()),
                        LAST_LINES));
    }

    /** Between two crashes it runs for a moment, without an answer. */
    private boolean hasCrashed(ContainerInspection container) {
        if (container.running() && !container.status().equals("restarting")) {
            return container.restartCount() > FEW_RESTARTS && !answersAnything();
        }
        return container.status().equals("restarting") || !wasStopped(container);
    }

    private Optional<Diagnosis> stopped() {
        return seen.container()
                .filter(container -> !container.outOfMemory() && wasStopped(container))
                .map(container -> diagnosis(
                        Problem.HEALTH_CHECK_FAILS,
                        "container " + container.name() + " is " + container.status()
                                + ": somebody stopped it, or the application ended by itself without an error",
                        "Start it ('docker start " + container.name() + "' on that server) or deploy again"));
    }

    /** The engine starts one again that ends in another way than by a person's command. */
    private static boolean wasStopped(ContainerInspection container) {
        return !container.running()
                && !container.status().equals("restarting")
                && (container.exitCode() == 0 || SIGNALS.contains(container.exitCode()));
    }

    private boolean answersAnything() {
        return seen.itself()
                .filter(report -> report.last().status().isPresent())
                .isPresent();
    }

    private Optional<Diagnosis> otherAnswer() {
        return seen.itself()
                .filter(report -> !report.healthy())
                .map(report -> diagnosis(
                        Problem.HEALTH_CHECK_FAILS,
                        "the application runs and answers " + report.last().brief(),
                        report.last().status().isPresent()
                                ? "Look at its last lines in this log; with 400 or 404, at healthHost and healthPath of the step"
                                : "It may still be starting, or listen on another port than containerPort"));
    }

    private Optional<Diagnosis> proxyInBetween() {
        if (!seen.answersItself() || seen.answersPublicly()) {
            return Optional.empty();
        }
        Optional<PreflightCheck> nginx = seen.failed(CheckKind.NGINX);
        return Optional.of(diagnosis(
                Problem.HEALTH_CHECK_FAILS,
                "the application is healthy, but nginx in front of it is not"
                        + nginx.map(check -> ": " + check.found()).orElse(""),
                nginx.map(PreflightCheck::fix).orElse("See that nginx runs, and its error log; then deploy again")));
    }

    /** Nobody notices it yet. */
    private Optional<Diagnosis> proxyWouldNotStart() {
        return seen.failed(CheckKind.NGINX)
                .filter(check -> seen.answersPublicly())
                .map(check -> diagnosis(
                        Problem.PROXY_REFUSES,
                        "visitors are served, but nginx would not start again: " + check.found(),
                        check.fix()));
    }

    private boolean unhealthy() {
        return !seen.answersItself();
    }

    private Diagnosis diagnosis(Problem problem, String cause, String fix) {
        return new Diagnosis(problem, component, cause, fix, seen.evidence());
    }
}
