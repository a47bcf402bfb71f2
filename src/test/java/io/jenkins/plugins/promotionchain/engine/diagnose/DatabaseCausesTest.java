package io.jenkins.plugins.promotionchain.engine.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.preflight.CheckKind;
import io.jenkins.plugins.promotionchain.engine.preflight.MigrationPlan;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightCheck;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is put down to the database or the migrations, and what is not. */
class DatabaseCausesTest extends CausesFixture {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "django.db.utils.OperationalError: connection refused | cannot be reached from that server",
                "FATAL: password authentication failed for user \"app\" | check user and password in DATABASE_URL",
                "FATAL: database \"shop\" does not exist | Create the database"
            })
    void theDatabaseInTheWordsOfTheApplication(String line, String fix) {
        container = Optional.of(container("restarting", 1, false, 7));
        itself = 0;
        lines = List.of("Starting", line);

        assertThat(first().problem()).isEqualTo(Problem.HEALTH_CHECK_FAILS);
        assertThat(first().fix()).contains(fix);
    }

    @Test
    void aMigrationThatIsNotAppliedAsItsPlanTells() {
        checks.add(
                PreflightCheck.migrations(new MigrationPlan(0, Optional.empty(), List.of("items.0001", "items.0002"))));
        itself = 503;

        assertThat(first().cause()).isEqualTo("migrations are not applied (2 pending: items.0001, items.0002)");
        assertThat(first().fix()).contains("Run sshMigrate");
    }

    @Test
    void aMigrationThatIsNotAppliedAsTheLogTells() {
        itself = 500;
        lines = List.of("django.db.utils.ProgrammingError: relation \"items_item\" does not exist");

        assertThat(first().cause()).isEqualTo("migrations are not applied");
    }

    @Test
    void pendingMigrationsAreNoTroubleWhereTheApplicationIsHealthy() {
        checks.add(
                PreflightCheck.migrations(new MigrationPlan(0, Optional.empty(), List.of("items.0001", "items.0002"))));

        assertThat(found()).isEmpty();
    }

    @Test
    void aMigrationThatCannotLogIn() {
        checks.add(refused());

        assertThat(found())
                .singleElement()
                .satisfies(only -> assertThat(only.problem()).isEqualTo(Problem.MIGRATION_FAILS))
                .satisfies(only -> assertThat(only.fix()).contains("check user and password in DATABASE_URL"));
    }

    @Test
    void anApplicationThatIsSickComesBeforeTheMigrationThatWouldFailForTheSameReason() {
        checks.add(refused());
        itself = 503;
        publicly = 503;

        assertThat(found())
                .extracting(Diagnosis::problem)
                .startsWith(Problem.HEALTH_CHECK_FAILS)
                .endsWith(Problem.MIGRATION_FAILS);
        assertThat(first().fix()).contains("check user and password in DATABASE_URL");
    }

    @Test
    void aCrashIsNotPutDownToMigrationsThatArePendingAnyhow() {
        checks.add(PreflightCheck.migrations(new MigrationPlan(0, Optional.empty(), List.of("items.0001"))));
        container = Optional.of(container("restarting", 1, false, 4));
        lines = List.of("ImportError: no module named 'meats'");

        assertThat(first().cause()).contains("ends by itself", "ImportError");
    }

    @Test
    void aDatabaseThatIsAwayWhileWhatRunsIsHealthyFailsTheNextMigration() {
        failed(CheckKind.DATABASE, "The database at db:1 cannot be reached");

        assertThat(first().problem()).isEqualTo(Problem.MIGRATION_FAILS);
    }

    private static PreflightCheck refused() {
        return PreflightCheck.migrations(new MigrationPlan(
                1,
                Optional.of("django.db.utils.OperationalError: password authentication failed for user \"app\""),
                List.of()));
    }
}
