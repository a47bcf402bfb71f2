package io.jenkins.plugins.promotionchain.engine.diagnose;

import io.jenkins.plugins.promotionchain.engine.deploy.HealthReport;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.migrate.MigrationDiagnosis;
import io.jenkins.plugins.promotionchain.engine.preflight.CheckKind;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightCheck;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Why a component does not answer as it should: each rule looks for one cause; the likelier ones come first. */
final class ContainerCauses {

    /** What Django and PostgreSQL say of a table or column that only a later migration makes. */
    private static final Pattern NO_SUCH_TABLE = Pattern.compile(
            "(?:relation|table|column) .{0,200}?does not exist|no such (?:table|column)|unapplied migration",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PENDING = Pattern.compile("(\\d+) pending.*");

    /** Exit statuses of SIGKILL and SIGTERM, 128 + number of the signal. */
    private static final Set<Integer> SIGNALS = Set.of(137, 143);

    private static final int FEW_RESTARTS = 2;
    private static final String LAST_LINES = "Look at its last lines above, put the reason right and deploy again";

    private final ContainerFindings seen;
    private final ComponentName component;

    ContainerCauses(ContainerFindings seen) {
        this.seen = seen;
        this.component = seen.checks().target().component();
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
                        ContainerCauses::migrationFails,
                        ContainerCauses::noDatabase,
                        ContainerCauses::databaseInItsWords,
                        ContainerCauses::migrationNotApplied,
                        ContainerCauses::crashed,
                        ContainerCauses::stopped,
                        ContainerCauses::otherAnswer,
                        ContainerCauses::proxyInBetween,
                        ContainerCauses::proxyWouldNotStart)
                .flatMap(rule -> rule.apply(this).stream())
                .toList();
    }

    private Optional<Diagnosis> noWayIn() {
        return Stream.of(CheckKind.CREDENTIALS, CheckKind.HOST, CheckKind.HOST_KEY, CheckKind.LOGIN, CheckKind.DOCKER)
                .flatMap(kind -> seen.failed(kind).stream())
                .findFirst()
                .map(check -> diagnosis(Problem.NO_WAY_IN, check.found(), check.fix()));
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
        return taken.filter(check -> !seen.answersPublicly())
                .map(check -> diagnosis(Problem.HEALTH_CHECK_FAILS, check.found(), check.fix()));
    }

    private Optional<Diagnosis> noContainer() {
        return seen.container().isPresent()
                ? Optional.empty()
                : Optional.of(diagnosis(
                        Problem.HEALTH_CHECK_FAILS,
                        "there is no container for it on the server",
                        "Deploy it; if it was deployed under another name, somebody has removed or renamed it"));
    }

    /** The plan of the migrations could not even be read; an application without manage.py has none. */
    private Optional<Diagnosis> migrationFails() {
        Optional<PreflightCheck> plan =
                seen.check(CheckKind.MIGRATIONS).filter(check -> check.found().contains("ended with exit status"));
        Optional<PreflightCheck> database = seen.failed(CheckKind.DATABASE);
        if (plan.isEmpty()) {
            return Optional.empty();
        }
        if (database.isPresent()) {
            return database.map(check -> diagnosis(Problem.MIGRATION_FAILS, check.found(), check.fix()));
        }
        MigrationDiagnosis said = MigrationDiagnosis.of(inBrackets(plan.get().found()), List.of());
        return plan.filter(check -> !said.lacksProgram())
                .map(check -> diagnosis(
                        Problem.MIGRATION_FAILS,
                        check.found(),
                        said.understood() ? said.whatToDo() : "Run the migration and look at its output"));
    }

    private static String inBrackets(String text) {
        int begin = text.indexOf('(');
        return begin < 0 ? text : text.substring(begin + 1, Math.max(begin + 1, text.lastIndexOf(')')));
    }

    /** What runs may still have the address of before; the next migration has not. */
    private Optional<Diagnosis> noDatabase() {
        Problem problem = unhealthy() ? Problem.HEALTH_CHECK_FAILS : Problem.MIGRATION_FAILS;
        return seen.failed(CheckKind.DATABASE).map(check -> diagnosis(problem, check.found(), check.fix()));
    }

    private Optional<Diagnosis> databaseInItsWords() {
        return unhealthy() && seen.said().understood() && !seen.said().lacksProgram() && !missesTable()
                ? Optional.of(diagnosis(
                        Problem.HEALTH_CHECK_FAILS,
                        "it says itself: " + seen.said().line(),
                        seen.said().whatToDo()))
                : Optional.empty();
    }

    private Optional<Diagnosis> migrationNotApplied() {
        Optional<String> pending = seen.check(CheckKind.MIGRATIONS)
                .map(check -> PENDING.matcher(check.found()))
                .filter(Matcher::matches)
                .map(Matcher::group);
        if (!unhealthy() || pending.isEmpty() && !missesTable()) {
            return Optional.empty();
        }
        return Optional.of(diagnosis(
                Problem.HEALTH_CHECK_FAILS,
                "migrations are not applied"
                        + pending.map(which -> " (" + which + ")").orElse(""),
                "Run sshMigrate for this environment before the deployment"));
    }

    private boolean missesTable() {
        return seen.lastLines().stream()
                        .anyMatch(line -> NO_SUCH_TABLE.matcher(line).find())
                || seen.itself()
                        .map(HealthReport::last)
                        .filter(answer -> NO_SUCH_TABLE.matcher(answer.text()).find())
                        .isPresent();
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
                                ? "Look at its last lines above; with 400 or 404, at healthHost and healthPath of the step"
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
