package io.jenkins.plugins.promotionchain.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxInstallation;
import io.jenkins.plugins.promotionchain.engine.preflight.CheckKind;
import io.jenkins.plugins.promotionchain.engine.preflight.CheckResult;
import io.jenkins.plugins.promotionchain.engine.preflight.Preflight;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightCheck;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightReport;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightRequest;
import io.jenkins.plugins.promotionchain.engine.preflight.Purpose;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Something is wrong with a server, and it is told before a deployment finds out. */
class PreflightFaultIT extends FaultScenario {

    private static final String SMALL_HOME =
            "mount -t tmpfs -o size=256k,mode=750,uid=5000,gid=5000 tmpfs /home/django";
    private static final String SPOILT = "/etc/nginx/sites-enabled/somebody.conf";

    private Clock clock = Clock.systemUTC();
    private Optional<RegistryLogin> account = login();

    @AfterEach
    void repair() throws Exception {
        clock = Clock.systemUTC();
        account = login();
        administrator.run("while mountpoint -q /home/django && [ \"$(stat -f -c %T /home/django)\" = tmpfs ];"
                + " do umount -l /home/django; done; rm -f " + SPOILT);
        administrator.edit("/etc/group", "s/^\\(docker:.*:\\)[^:]*$/\\1django/");
    }

    private PreflightReport look(Purpose purpose, ImageRef image, SwapStrategy strategy) throws Exception {
        ContainerRequest request = request(image, Map.of("A", "1"));
        try (Server connection = connect()) {
            return new Preflight(connection, NginxInstallation.packaged(), clock)
                    .look(new PreflightRequest(
                            purpose,
                            request.target(),
                            publish().address().orElseThrow(),
                            request.name(),
                            Optional.of(image),
                            account,
                            request.publish(),
                            request.environment(),
                            strategy,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()));
        }
    }

    private PreflightReport look(Purpose purpose) throws Exception {
        return look(purpose, image("one"), SwapStrategy.NGINX);
    }

    private static List<CheckKind> those(PreflightReport report, CheckResult result) {
        return report.checks().stream()
                .filter(check -> check.result() == result)
                .map(PreflightCheck::kind)
                .toList();
    }

    private static PreflightCheck check(PreflightReport report, CheckKind kind) {
        return report.checks().stream()
                .filter(check -> check.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    /** The one thing that is wrong, for a deployment as for a person who asks. */
    private void onlyThisFails(CheckKind kind, String found) throws Exception {
        for (Purpose purpose : Purpose.values()) {
            PreflightReport report = look(purpose);
            assertThat(those(report, CheckResult.FAILED)).as(report.toString()).containsExactly(kind);
            assertThat(check(report, kind).found()).contains(found);
        }
    }

    @Test
    void allIsWellBeforeTheFirstDeploymentAndAfterEach() throws Exception {
        assertThat(look(Purpose.DEPLOYMENT).checks()).allMatch(check -> check.result() == CheckResult.OK);

        deploy("one");
        assertThat(look(Purpose.DEPLOYMENT).checks()).allMatch(check -> check.result() == CheckResult.OK);
        deploy("two");
        PreflightReport report = look(Purpose.DEPLOYMENT, image("two"), SwapStrategy.RECREATE);
        assertThat(report.checks()).allMatch(check -> check.result() == CheckResult.OK);
        assertThat(report.took()).isLessThan(Duration.ofSeconds(3));
        assertThat(check(report, CheckKind.PORT).found()).endsWith("container stories-backend behind nginx");
    }

    @Test
    void theAccountMayNotUseDocker() throws Exception {
        administrator.edit("/etc/group", "s/^\\(docker:.*:\\)[^:]*$/\\1/");

        onlyThisFails(CheckKind.DOCKER, "the account may not use docker");
    }

    @Test
    void theDockerEngineIsStopped() throws Exception {
        image("one");
        administrator.stopDocker();
        try {
            onlyThisFails(CheckKind.DOCKER, "the docker engine does not answer");
        } finally {
            administrator.startDocker();
        }
    }

    @Test
    void theHomeIsFull() throws Exception {
        administrator.run(SMALL_HOME + " && dd if=/dev/zero of=/home/django/full bs=1k 2>/dev/null || :");

        onlyThisFails(CheckKind.DISK, "has no room left: the disk is full");
    }

    @Test
    void theHomeIsReadOnly() throws Exception {
        administrator.run(SMALL_HOME + " && mount -o remount,ro /home/django");

        onlyThisFails(CheckKind.RIGHTS, "may not write to .");
    }

    @Test
    void theEnvironmentFileIsSomebodyElses() throws Exception {
        said("sh", "-c", "mkdir -p stories && echo PASSWORD=theirs >stories/backend.env");

        onlyThisFails(CheckKind.RIGHTS, "was not written by Promotion Chain and is left alone");
    }

    @Test
    void theRegistryDoesNotHaveTheImage() throws Exception {
        ImageRef gone = ImageRef.parse(image("one").repository() + "@sha256:" + "0".repeat(64));

        for (Purpose purpose : Purpose.values()) {
            PreflightReport report = look(purpose, gone, SwapStrategy.NGINX);
            assertThat(those(report, CheckResult.FAILED)).containsExactly(CheckKind.REGISTRY);
            assertThat(check(report, CheckKind.REGISTRY_ROUTE).result()).isEqualTo(CheckResult.OK);
        }
    }

    @Test
    void theRegistryRefusesTheLoginWhichMattersOnlyWhereTheImageIsNotThere() throws Exception {
        ImageRef image = image("one");
        account =
                login().map(right -> new RegistryLogin(right.registry(), right.username(), Sensitive.of("wrong one")));
        server.run(Command.of("docker", "image", "rm", "--force", image.toString()));
        PreflightReport report = look(Purpose.DEPLOYMENT);
        assertThat(those(report, CheckResult.FAILED)).containsExactly(CheckKind.REGISTRY);
        assertThat(check(report, CheckKind.REGISTRY).found()).contains("refuses the login of");

        deploy("one");
        assertThat(look(Purpose.DEPLOYMENT).passed()).isTrue();
        assertThat(check(look(Purpose.QUESTION), CheckKind.REGISTRY).result()).isEqualTo(CheckResult.WARNING);
    }

    @Test
    void nginxIsSpoiltWhichADeploymentMayPutRight() throws Exception {
        administrator.run("echo 'server { liste 80; }' >" + SPOILT);

        assertThat(check(look(Purpose.DEPLOYMENT), CheckKind.NGINX).result()).isEqualTo(CheckResult.WARNING);
        PreflightReport report = look(Purpose.QUESTION);
        assertThat(those(report, CheckResult.FAILED)).containsExactly(CheckKind.NGINX);
        assertThat(check(report, CheckKind.NGINX).found()).contains("unknown directive \"liste\"");
    }

    @Test
    void aProgramHoldsThePort() throws Exception {
        try (ServerSocket listening = new ServerSocket()) {
            listening.bind(new InetSocketAddress(
                    publish().address().orElseThrow().value(),
                    publish().hostPort().number()));

            assertThat(check(look(Purpose.QUESTION), CheckKind.PORT).result()).isEqualTo(CheckResult.FAILED);
            assertThat(check(look(Purpose.DEPLOYMENT), CheckKind.PORT).found())
                    .contains("the port is taken by something else");
            assertThat(those(look(Purpose.DEPLOYMENT, image("one"), SwapStrategy.RECREATE), CheckResult.FAILED))
                    .containsExactly(CheckKind.PORT);
        }
    }

    @Test
    void theClocksDisagree() throws Exception {
        clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));

        PreflightReport report = look(Purpose.QUESTION);

        assertThat(report.passed()).isTrue();
        assertThat(those(report, CheckResult.WARNING)).contains(CheckKind.CLOCK);
        assertThat(check(report, CheckKind.CLOCK).found()).contains("s ahead of that of the controller");
    }
}
