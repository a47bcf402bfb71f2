package io.jenkins.plugins.promotionchain.steps;

import static io.jenkins.plugins.promotionchain.config.Configurations.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.board.BoardAction;
import io.jenkins.plugins.promotionchain.config.EnvironmentSettings;
import io.jenkins.plugins.promotionchain.config.PromotionChainConfiguration;
import io.jenkins.plugins.promotionchain.engine.deploy.ContainerEnvironment;
import io.jenkins.plugins.promotionchain.engine.deploy.ContainerRequest;
import io.jenkins.plugins.promotionchain.engine.deploy.DeploymentOutcome;
import io.jenkins.plugins.promotionchain.engine.deploy.HealthCheck;
import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import io.jenkins.plugins.promotionchain.engine.failure.GateRefused;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.LedgerFailure;
import io.jenkins.plugins.promotionchain.engine.failure.Unhealthy;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.transaction.Attendance;
import io.jenkins.plugins.promotionchain.engine.transaction.ReadPosition;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.ledger.BuildRef;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import io.jenkins.plugins.promotionchain.ledger.Ledgers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written down of a deployment, however it ends. */
class RecordedDeploymentTest {

    private static final ImageRef IMAGE =
            ImageRef.parse("registry.example.com/team/shop-backend@sha256:" + "a".repeat(64));
    private static final ImageRef BEFORE =
            ImageRef.parse("registry.example.com/team/shop-backend@sha256:" + "b".repeat(64));

    private final TransactionId id = TransactionId.random();

    @TempDir
    Path home;

    private FakeBuild build;
    private FakeStepContext context;

    @BeforeEach
    void configure() {
        FakeJenkins.start().withHome(home).with(new StoredText("DEV_SECRET_KEY", "the secret key"));
        PromotionChainConfiguration.get().setApplications(List.of(shop()));
        build = FakeBuild.of("shop/development").startedBy("alice");
        build.number = 7;
        context = new FakeStepContext()
                .in(build)
                .withVariable("BRANCH_NAME", "development")
                .withVariable("BUILD_URL", "https://ci/job/shop/job/development/7/");
    }

    @AfterEach
    void close() {
        Ledgers.get().close();
    }

    /** Another Jenkins of the same process: the one here cannot write any more. */
    private static void somebodyElseTakesTheLedger() throws LedgerFailure {
        Ledgers.get().close();
        Ledgers.get().of(ApplicationName.of("shop"));
    }

    private StepTarget target(String environment) throws Exception {
        DeployBackendStep step = new DeployBackendStep();
        step.setEnvironment(environment);
        return surroundings().target(step, EnvironmentSettings.BACKEND);
    }

    private Surroundings surroundings() {
        return new Surroundings(context, id, new ReadPosition(), Attendance.CONSTANT);
    }

    private RecordedDeployment admitted(String environment, Optional<String> force) throws Exception {
        return RecordedDeployment.admit(surroundings(), target(environment), IMAGE, force);
    }

    private RecordedDeployment admitted() throws Exception {
        return admitted("dev", Optional.empty());
    }

    private DeploymentOutcome outcome() throws Exception {
        return new DeploymentOutcome(
                target("dev").deployment(),
                ContainerName.of("shop-backend"),
                IMAGE,
                Optional.of(BEFORE),
                "c".repeat(64),
                List.of(),
                200,
                Duration.ZERO);
    }

    private List<LedgerEntry> recorded() throws Exception {
        return surroundings().ledger(target("dev").chain().application()).of(IMAGE.digest());
    }

    private Deployed only() throws Exception {
        return (Deployed) recorded().get(recorded().size() - 1);
    }

    @Test
    void writesDownWhatWasDeployedByWhomAndWhatServedBefore() throws Exception {
        DeploymentOutcome outcome = outcome();

        assertThat(admitted().run(() -> outcome)).isSameAs(outcome);

        assertThat(recorded()).hasSize(1);
        Deployed entry = only();
        assertThat(entry.build())
                .isEqualTo(new BuildRef("shop/development", 7, "https://ci/job/shop/job/development/7/"));
        assertThat(entry.id()).isEqualTo(id.value());
        assertThat(entry.target()).isEqualTo(target("dev").deployment());
        assertThat(entry.image()).isEqualTo(IMAGE);
        assertThat(entry.previous()).contains(BEFORE);
        assertThat(entry.kind()).isEqualTo(Deployed.Kind.DEPLOYMENT);
        assertThat(entry.outcome()).isEqualTo(Deployed.Outcome.HEALTHY);
        assertThat(entry.force()).isEmpty();
        assertThat(entry.configurationHash()).isEqualTo("c".repeat(64));
        assertThat(entry.by()).isEqualTo("alice");
    }

    @Test
    void tellsOnThePageOfTheBuildFromWhereTheImageWasPromoted() throws Exception {
        DeploymentOutcome outcome = outcome();
        admitted().run(() -> outcome);
        build = FakeBuild.of("shop/uat").startedBy("alice");
        context = new FakeStepContext().in(build).withVariable("BRANCH_NAME", "uat");

        Surroundings later = new Surroundings(context, TransactionId.random(), new ReadPosition(), Attendance.CONSTANT);
        RecordedDeployment.admit(later, target("uat"), IMAGE, Optional.empty()).run(() -> outcome);

        assertThat(BoardAction.of(build)).singleElement().satisfies(line -> {
            assertThat(line.getKind()).isEqualTo("DEPLOYED");
            assertThat(line.getEnvironment()).isEqualTo("uat");
            assertThat(line.getOriginEnvironment()).isEqualTo("dev");
            assertThat(line.getOriginName()).isEqualTo("shop/development #7");
        });
    }

    @Test
    void writesNothingTwiceWhenTheStepGoesOnAfterARestart() throws Exception {
        DeploymentOutcome outcome = outcome();
        admitted().run(() -> outcome);
        admitted().run(() -> outcome);

        assertThat(recorded()).hasSize(1);
    }

    @Test
    void doesNotAskAgainAfterARestartWhatWasLetThroughOnce() throws Exception {
        RecordedDeployment before = admitted("uat", Optional.of("dev is down"));
        DeploymentOutcome outcome = outcome();
        RecordedDeployment after = admitted("uat", Optional.empty());

        after.run(() -> outcome);

        assertThat(before).isNotSameAs(after);
        assertThat(only().force()).contains(new Deployed.Force("alice", "dev is down"));
        assertThatThrownBy(() -> RecordedDeployment.admit(
                        new Surroundings(context, TransactionId.random(), new ReadPosition(), Attendance.CONSTANT),
                        target("uat"),
                        BEFORE,
                        Optional.empty()))
                .as("another step of the same build")
                .isInstanceOf(GateRefused.class);
    }

    @Test
    void writesDownWhatFailedWithoutItsSecrets() throws Exception {
        StepTarget target = target("dev");
        Surroundings surroundings = surroundings();
        StepTarget same = surroundings.target(new DeployBackendStep(), EnvironmentSettings.BACKEND);
        Sensitive secret = same.secrets().text("SECRET_KEY").orElseThrow();
        RecordedDeployment deployment = RecordedDeployment.admit(surroundings, target, IMAGE, Optional.empty());

        assertThatThrownBy(() -> deployment.run(() -> {
                    throw new Unhealthy("It says " + secret.reveal(), "Look");
                }))
                .isInstanceOf(Unhealthy.class);

        assertThat(only().outcome()).isEqualTo(Deployed.Outcome.FAILED);
        assertThat(only().reason()).isEqualTo("It says ****. Look.");
    }

    @Test
    void saysThatTheServerRunsWhatCouldNotBeWrittenDown() throws Exception {
        RecordedDeployment deployment = admitted();
        DeploymentOutcome outcome = outcome();

        assertThatThrownBy(() -> deployment.run(() -> {
                    somebodyElseTakesTheLedger();
                    return outcome;
                }))
                .isInstanceOf(LedgerFailure.class)
                .hasMessageContainingAll(
                        "The backend of shop in dev is now " + IMAGE + " and healthy, but that is not recorded",
                        "run the build again");
    }

    @Test
    void keepsTheFailureWhereItCannotBeWrittenDown() throws Exception {
        RecordedDeployment deployment = admitted();

        assertThatThrownBy(() -> deployment.run(() -> {
                    somebodyElseTakesTheLedger();
                    throw new Unhealthy("It is ill", "Look");
                }))
                .isInstanceOf(Unhealthy.class)
                .hasMessage("It is ill. Look.");

        assertThat(context.log()).contains("WARNING: this is not recorded: The ledger in");
    }

    @Test
    void writesDownAWayBackToWhatTheServerHasKeptWithoutAsking() throws Exception {
        ContainerRequest kept = wayBack(IMAGE, Optional.of(ContainerName.of("shop-backend-aaaaaaaaaaaa")));
        DeploymentOutcome outcome = outcome();

        RecordedDeployment.admitRollback(surroundings(), target("uat"), kept, Optional.empty())
                .run(() -> outcome);

        assertThat(only().kind()).isEqualTo(Deployed.Kind.ROLLBACK);
        assertThat(context.log()).contains("Gate of uat: the server has kept it, so it has served here");
    }

    @Test
    void asksForAWayBackToWhatIsMadeAnew() throws Exception {
        ContainerRequest anew = wayBack(IMAGE, Optional.empty());

        assertThatThrownBy(
                        () -> RecordedDeployment.admitRollback(surroundings(), target("uat"), anew, Optional.empty()))
                .isInstanceOf(GateRefused.class);
    }

    /** After a restart the version before may be another one: what was begun is not begun the other way round. */
    @Test
    void goesBackToNothingElseAfterARestart() throws Exception {
        Optional<ContainerName> name = Optional.of(ContainerName.of("shop-backend-aaaaaaaaaaaa"));
        RecordedDeployment.admitRollback(surroundings(), target("uat"), wayBack(IMAGE, name), Optional.empty());
        ContainerRequest other = wayBack(BEFORE, name);

        assertThatThrownBy(
                        () -> RecordedDeployment.admitRollback(surroundings(), target("uat"), other, Optional.empty()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("was under way when Jenkins was restarted");
    }

    private ContainerRequest wayBack(ImageRef image, Optional<ContainerName> kept) throws Exception {
        return new ContainerRequest(
                target("uat").deployment(),
                ContainerName.of("shop-backend"),
                image,
                Optional.empty(),
                PublishedPort.parse("127.0.0.1:8000:8000"),
                List.of(),
                new ContainerEnvironment("backend.env", Map.of()),
                HealthCheck.backend("/health/"),
                new DeployBackendStep().swap(),
                kept,
                "");
    }

    @Test
    void writesDownThatItWasAborted() throws Exception {
        RecordedDeployment deployment = admitted();

        assertThatThrownBy(() -> deployment.run(() -> {
                    throw new InterruptedException();
                }))
                .isInstanceOf(InterruptedException.class);

        assertThat(only().outcome()).isEqualTo(Deployed.Outcome.ABORTED);
    }
}
