package io.jenkins.plugins.promotionchain.engine.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.deploy.HealthAnswer;
import io.jenkins.plugins.promotionchain.engine.deploy.HealthReport;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.frontend.FrontendLook;
import io.jenkins.plugins.promotionchain.engine.migrate.MigrationDiagnosis;
import io.jenkins.plugins.promotionchain.engine.preflight.CheckKind;
import io.jenkins.plugins.promotionchain.engine.preflight.MigrationPlan;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of what was seen. */
class CausesTest {

    private final List<PreflightCheck> checks = new ArrayList<>();
    private Optional<ContainerInspection> container = Optional.of(container("running", 0, false, 0));
    private List<String> lines = List.of();
    private int itself = 200;
    private String text = "";
    private int publicly = 200;

    @Test
    void nothingIsWrongWhereAllAnswer() {
        assertThat(found()).isEmpty();
        assertThat(frontend(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))
                .isEmpty();
    }

    @Test
    void aServerThatLetsNobodyInHidesAllElse() {
        failed(CheckKind.HOST_KEY, "another host key");
        container = Optional.empty();

        assertThat(found())
                .singleElement()
                .satisfies(only -> assertThat(only.problem()).isEqualTo(Problem.NO_WAY_IN))
                .satisfies(only -> assertThat(only.cause()).contains("another host key"));
    }

    @Test
    void outOfMemory() {
        container = Optional.of(container("exited", 137, true, 4));
        itself = 0;

        assertThat(first().cause()).contains("used more memory than it may");
    }

    @Test
    void aPortThatSomebodyElseHas() {
        failed(CheckKind.PORT, "the port is taken by something else, container other");
        container = Optional.empty();
        itself = 0;
        publicly = 0;

        assertThat(first().cause()).contains("container other");
    }

    @Test
    void noContainerAtAll() {
        container = Optional.empty();

        assertThat(first().cause()).contains("no container");
    }

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
    void aMissingCredentialHidesNothingOfWhatCouldBeLookedAt() {
        failed(CheckKind.CREDENTIALS, "the credential DEV_SECRET_KEY is missing");
        container = Optional.of(container("exited", 0, false, 0));

        assertThat(found())
                .extracting(Diagnosis::problem)
                .containsExactly(Problem.HEALTH_CHECK_FAILS, Problem.CREDENTIAL_MISSING);
    }

    private static PreflightCheck refused() {
        return PreflightCheck.migrations(new MigrationPlan(
                1,
                Optional.of("django.db.utils.OperationalError: password authentication failed for user \"app\""),
                List.of()));
    }

    @Test
    void aDatabaseThatIsAwayWhileWhatRunsIsHealthyFailsTheNextMigration() {
        failed(CheckKind.DATABASE, "The database at db:1 cannot be reached");

        assertThat(first().problem()).isEqualTo(Problem.MIGRATION_FAILS);
    }

    @Test
    void aContainerThatEndsByItself() {
        container = Optional.of(container("restarting", 3, false, 9));
        itself = 0;
        lines = List.of("ImportError: no module named 'meats'");

        assertThat(found()).anySatisfy(each -> assertThat(each.cause())
                .contains("ends by itself (exit status 3, restarted 9 times)", "ImportError"));
    }

    @Test
    void aContainerThatSomebodyStopped() {
        container = Optional.of(container("exited", 0, false, 0));

        assertThat(first().cause()).contains("somebody stopped it");
        assertThat(first().fix()).contains("docker start shop-backend");
    }

    @Test
    void anotherAnswerThanExpected() {
        itself = 404;
        publicly = 404;

        assertThat(first().cause()).isEqualTo("the application runs and answers HTTP 404");
        assertThat(first().fix()).contains("healthPath");
    }

    @Test
    void aHealthyApplicationBehindAnNginxThatIsNot() {
        failed(CheckKind.NGINX, "nginx refuses its configuration");
        publicly = 502;

        assertThat(first().cause()).contains("nginx in front of it is not: nginx refuses its configuration");
    }

    @Test
    void anNginxThatWouldNotStartAgainIsToldThoughVisitorsAreServed() {
        failed(CheckKind.NGINX, "nginx refuses its configuration");

        assertThat(first().problem()).isEqualTo(Problem.PROXY_REFUSES);
        assertThat(first().cause()).contains("would not start again: nginx refuses its configuration");
    }

    @Test
    void aFrontendWhoseBackendIsDownShows502() {
        List<Diagnosis> ofBackend = List.of(new Diagnosis(
                Problem.HEALTH_CHECK_FAILS, ComponentName.of("backend"), "it was stopped", "Start it", List.of()));

        assertThat(causes(ofBackend, Optional.empty(), Optional.of("status 502"), Optional.empty(), Optional.empty()))
                .singleElement()
                .satisfies(only -> assertThat(only.problem()).isEqualTo(Problem.BAD_GATEWAY))
                .satisfies(only -> assertThat(only.cause()).isEqualTo("the backend is down: it was stopped"))
                .satisfies(only -> assertThat(only.fix()).isEqualTo("Start it"));
    }

    @Test
    void aBackendThatCannotBeReachedFromTheFrontend() {
        List<Diagnosis> found =
                frontend(Optional.empty(), Optional.of("status 502"), Optional.empty(), Optional.of("no route to it"));

        assertThat(found.get(0).cause()).contains("healthy on its own server, but no route to it");
        assertThat(found.get(0).fix()).contains("BACKEND_IP");
    }

    @Test
    void aSiteThatPassesOnToSomethingElse() {
        assertThat(frontend(Optional.empty(), Optional.of("status 502"), Optional.empty(), Optional.empty())
                        .get(0)
                        .cause())
                .contains("passes on to something else");
    }

    @Test
    void aFrontendThatIsItselfDown() {
        container = Optional.of(container("exited", 0, false, 0));

        List<Diagnosis> found =
                frontend(Optional.of("status 502"), Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(found.get(0).problem()).isEqualTo(Problem.BAD_GATEWAY);
        assertThat(found.get(0).cause()).startsWith("the frontend itself is down: container shop-backend is exited");
    }

    @Test
    void anotherEnvConfigThanTheOneThatIsMeant() {
        List<Diagnosis> found =
                frontend(Optional.empty(), Optional.empty(), Optional.of("another text"), Optional.empty());

        assertThat(found)
                .singleElement()
                .satisfies(only -> assertThat(only.problem()).isEqualTo(Problem.WRONG_ENV_CONFIG))
                .satisfies(only -> assertThat(only.cause()).contains("another text"));
    }

    private Diagnosis first() {
        return found().get(0);
    }

    private List<Diagnosis> found() {
        return new ContainerCauses(findings()).find();
    }

    private List<Diagnosis> frontend(
            Optional<String> page, Optional<String> backend, Optional<String> config, Optional<String> way) {
        return causes(List.of(), page, backend, config, way);
    }

    private List<Diagnosis> causes(
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

    private ContainerFindings findings() {
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

    private HealthReport report(int status) {
        HealthAnswer answer = new HealthAnswer(status == 0 ? OptionalInt.empty() : OptionalInt.of(status), text);
        HealthReport.Verdict verdict = status == 200 ? HealthReport.Verdict.HEALTHY : HealthReport.Verdict.UNHEALTHY;
        return new HealthReport(verdict, List.of(answer), Optional.empty());
    }

    private void failed(CheckKind kind, String found) {
        checks.add(PreflightCheck.failed(kind, new CommandFailed(found, "Put it right")));
    }

    private static ContainerInspection container(String status, int exitCode, boolean outOfMemory, int restarts) {
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
