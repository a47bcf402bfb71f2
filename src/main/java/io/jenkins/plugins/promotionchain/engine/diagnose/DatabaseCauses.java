package io.jenkins.plugins.promotionchain.engine.diagnose;

import io.jenkins.plugins.promotionchain.engine.deploy.HealthReport;
import io.jenkins.plugins.promotionchain.engine.migrate.MigrationDiagnosis;
import io.jenkins.plugins.promotionchain.engine.preflight.CheckKind;
import io.jenkins.plugins.promotionchain.engine.preflight.MigrationPlan;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightCheck;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules of {@link ContainerCauses} that have to do with the component's database and its migrations. */
final class DatabaseCauses {

    /** What Django and PostgreSQL say of a table or column that only a later migration makes. */
    private static final Pattern NO_SUCH_TABLE = Pattern.compile(
            "(?:relation|table|column) .{0,200}?does not exist|no such (?:table|column)|unapplied migration",
            Pattern.CASE_INSENSITIVE);

    private final ContainerFindings seen;

    DatabaseCauses(ContainerFindings seen) {
        this.seen = seen;
    }

    /** The plan of the migrations could not even be read; an application without manage.py has none. */
    Optional<Diagnosis> migrationFails() {
        Optional<PreflightCheck> database = seen.failed(CheckKind.DATABASE);
        if (database.isPresent()) {
            return database.map(check -> diagnosis(Problem.MIGRATION_FAILS, check.found(), check.fix()));
        }
        return planFails()
                .map(said -> diagnosis(
                        Problem.MIGRATION_FAILS,
                        "its plan cannot be read: "
                                + (said.line().isEmpty() ? "the program said nothing" : said.line()),
                        said.understood() ? said.whatToDo() : "Run the migration and look at its output"));
    }

    private Optional<MigrationDiagnosis> planFails() {
        return seen.plan()
                .filter(plan -> !plan.answered())
                .map(plan -> MigrationDiagnosis.of(plan.lastWords().orElse(""), List.of()))
                .filter(said -> !said.lacksProgram());
    }

    /** What keeps a new container of the image from its database may keep the one that runs, too. */
    Optional<Diagnosis> databaseAsThePlanTells() {
        return unhealthy() && seen.failed(CheckKind.DATABASE).isEmpty()
                ? planFails()
                        .filter(MigrationDiagnosis::understood)
                        .map(said -> diagnosis(
                                Problem.HEALTH_CHECK_FAILS,
                                "a container of the image of this build says: " + said.line(),
                                said.whatToDo()))
                : Optional.empty();
    }

    /** What runs may still have the address of before; the next migration has not. */
    Optional<Diagnosis> noDatabase() {
        return seen.failed(CheckKind.DATABASE)
                .filter(check -> unhealthy())
                .map(check -> diagnosis(Problem.HEALTH_CHECK_FAILS, check.found(), check.fix()));
    }

    Optional<Diagnosis> databaseInItsWords() {
        return unhealthy() && seen.said().understood() && !seen.said().lacksProgram() && !missesTable()
                ? Optional.of(diagnosis(
                        Problem.HEALTH_CHECK_FAILS,
                        "it says itself: " + seen.said().line(),
                        seen.said().whatToDo()))
                : Optional.empty();
    }

    /** As what it says itself tells. */
    Optional<Diagnosis> migrationNotApplied() {
        return unhealthy() && missesTable() ? Optional.of(notApplied()) : Optional.empty();
    }

    /** As only the plan tells, which says nothing of why a container ends. */
    Optional<Diagnosis> migrationPending() {
        return unhealthy() && pending().isPresent() && !missesTable() ? Optional.of(notApplied()) : Optional.empty();
    }

    private Optional<String> pending() {
        return seen.plan().filter(plan -> !plan.pending().isEmpty()).map(MigrationPlan::inWords);
    }

    private Diagnosis notApplied() {
        return diagnosis(
                Problem.HEALTH_CHECK_FAILS,
                "migrations are not applied"
                        + pending().map(which -> " (" + which + ")").orElse(""),
                "Run sshMigrate for this environment before the deployment");
    }

    private boolean missesTable() {
        return seen.lastLines().stream()
                        .anyMatch(line -> NO_SUCH_TABLE.matcher(line).find())
                || seen.itself()
                        .map(HealthReport::last)
                        .filter(answer -> NO_SUCH_TABLE.matcher(answer.text()).find())
                        .isPresent();
    }

    private boolean unhealthy() {
        return !seen.answersItself();
    }

    private Diagnosis diagnosis(Problem problem, String cause, String fix) {
        return new Diagnosis(problem, seen.checks().target().component(), cause, fix, seen.evidence());
    }
}
