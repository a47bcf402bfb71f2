package io.jenkins.plugins.promotionchain.engine.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.deploy.FakeServer;
import io.jenkins.plugins.promotionchain.engine.failure.TimedOut;
import io.jenkins.plugins.promotionchain.engine.image.RegistryClient;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxInstallation;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which checks there are, by what the server told. */
class PreflightTest {

    private static final String WELL =
            """
            time=0
            account=django
            state=yes .
            env-file=readable
            env-directory=yes .promotion-chain/shop
            home-room=/dev/sda1 1000000 100000 900000 10% /
            docker=28.2.2 28.2.2
            docker-status=0
            image=sha256:1
            image-status=0
            site-promotion-chain-port-shop-backend=result=ready
            site-promotion-chain-port-shop-backend-status=0
            nginx-test-status=0
            end=yes
            """;

    private final FakeServer server = new FakeServer(new Port(1));

    private PreflightReport look(Requests request, String facts) throws Exception {
        RegistryClient.Factory nobody = (registry, login) -> {
            throw new AssertionError(registry + " was asked");
        };
        server.when("sh -s", command -> new CommandResult(0, facts, ""));
        return new Preflight(server, NginxInstallation.packaged(), nobody, server.clock()).look(request.made());
    }

    private static List<CheckKind> kinds(PreflightReport report) {
        return report.checks().stream().map(PreflightCheck::kind).toList();
    }

    @Test
    void asksADeploymentsServerOnceAndNoRegistryForAnImageThatIsThere() throws Exception {
        PreflightReport report = look(new Requests(), WELL);

        assertThat(kinds(report))
                .containsExactly(
                        CheckKind.DOCKER,
                        CheckKind.RIGHTS,
                        CheckKind.DISK,
                        CheckKind.REGISTRY,
                        CheckKind.NGINX,
                        CheckKind.PORT,
                        CheckKind.CLOCK);
        assertThat(report.checks()).allMatch(check -> check.result() == CheckResult.OK);
        assertThat(server.commands()).containsExactly("sh -s");
        assertThat(server.files()).isEmpty();
    }

    @Test
    void leavesADeploymentAloneThatIsUnderWay() throws Exception {
        Requests request = new Requests();
        request.transaction = Optional.of(new TransactionId("abc"));

        assertThat(look(request, "under-way=yes\ndocker-status=1\nend=yes\n").checks())
                .isEmpty();
        assertThat(server.inputs().get(0)).contains("transaction=.promotion-chain/transactions/abc\n");
    }

    @Test
    void saysNothingAboutImagesAndPortsWithoutDocker() throws Exception {
        PreflightReport report = look(
                new Requests().asking(),
                WELL.replace("docker-status=0", "docker-status=1").replace("image-", "x-"));

        assertThat(report.checks().stream()
                        .filter(check -> check.result() == CheckResult.SKIPPED)
                        .map(PreflightCheck::kind))
                .containsExactly(CheckKind.REGISTRY, CheckKind.MIGRATIONS, CheckKind.PORT);
        assertThat(report.passed()).isFalse();
    }

    @Test
    void doesNotStopADeploymentBecauseItCouldNotLook() throws Exception {
        PreflightReport report = look(new Requests(), WELL.replace("end=yes\n", ""));

        assertThat(report.passed()).isTrue();
        assertThat(report.checks()).singleElement().satisfies(check -> assertThat(check.found())
                .contains("could not be looked at"));
        assertThat(look(new Requests().asking(), "").passed()).isFalse();
    }

    @Test
    void doesNotStopADeploymentBecauseTheLookTakesTooLong() throws Exception {
        server.when("sh -s", command -> {
            throw new TimedOut("sh took too long", "Look at the server");
        });
        Preflight preflight = new Preflight(server, NginxInstallation.packaged(), server.clock());

        assertThat(preflight.look(new Requests().made()).passed()).isTrue();
        assertThat(preflight.look(new Requests().asking().made()).passed()).isFalse();
    }

    @Test
    void asksForMigrationsOnlyWhenSomebodyWantsToKnow() throws Exception {
        look(new Requests(), WELL);
        assertThat(server.inputs().get(0)).contains("\nmigrations=no\n");

        RegistryClient.Factory unused = (registry, login) -> {
            throw new IllegalArgumentException("not in this test");
        };
        Requests request = new Requests().asking();
        request.image = Optional.empty();
        request.login = Optional.empty();
        new Preflight(server, NginxInstallation.packaged(), unused, server.clock()).look(request.made());
        assertThat(server.inputs().get(1)).contains("\nmigrations=yes\n").contains("\nimage=''\n");
    }

    @Test
    void warnsOfAnAddressThatMeansTheContainerItself() throws Exception {
        PreflightReport report = look(new Requests().with("DATABASE_URL", "postgres://u:pw@localhost/shop"), WELL);

        assertThat(report.checks())
                .filteredOn(check -> check.kind() == CheckKind.DATABASE)
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.result()).isEqualTo(CheckResult.WARNING);
                    assertThat(check.found()).contains("localhost").doesNotContain("pw");
                });
        assertThat(server.inputs().get(0)).doesNotContain("pw@");
    }

    @Test
    void saysThatTheDatabaseIsNotReached() throws Exception {
        Requests request = new Requests().asking().with("DATABASE_URL", "postgres://u:pw@db.example.com/shop");
        request.image = Optional.empty();
        request.login = Optional.empty();

        PreflightReport report = look(request, WELL);

        assertThat(report.checks())
                .filteredOn(check -> check.kind() == CheckKind.DATABASE)
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.result()).isEqualTo(CheckResult.FAILED);
                    assertThat(check.found())
                            .isEqualTo("The database at db.example.com:5432 cannot be reached from django@server"
                                    + " (no connection)");
                });
    }
}
