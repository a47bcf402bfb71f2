package io.jenkins.plugins.promotionchain.engine.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.deploy.EnvironmentPlacement;
import io.jenkins.plugins.promotionchain.engine.deploy.SwapStrategy;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxInstallation;
import io.jenkins.plugins.promotionchain.engine.nginx.ThisMachine;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that collects the facts, in real shells on this machine, with programs of the test's own. */
class PreflightScriptTest {

    private static final String DASH = "dash";
    private static final String BUSYBOX = "busybox sh";

    @TempDir
    Path directory;

    private final Requests request = new Requests();
    private Path home;
    private Path nginx;

    @BeforeEach
    void install() throws Exception {
        home = Files.createDirectories(directory.resolve("home"));
        nginx = Files.createDirectories(directory.resolve("nginx"));
        Files.createDirectories(nginx.resolve("sites-enabled"));
        Files.createDirectories(directory.resolve("bin"));
        request.strategy = SwapStrategy.RECREATE;
        request.envFile = home.resolve("shop/backend.env").toString();
        docker("exit 0");
    }

    /** @param answers a case for the first words of its arguments */
    private void docker(String answers) throws Exception {
        Path program = Files.writeString(directory.resolve("bin/docker"), "#!/bin/sh\n" + answers + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private ServerFacts facts(String shell) throws Exception {
        NginxInstallation installation =
                new NginxInstallation(nginx.toString(), "no-such-nginx", Duration.ofSeconds(1));
        CommandResult result = new ThisMachine(directory, shell.split(" "))
                .run(new FactsScript(request.made(), installation).command(), Log.nowhere());
        assertThat(result.errors()).isEmpty();
        assertThat(result.exitStatus()).isZero();
        ServerFacts facts = ServerFacts.parse(result.output());
        assertThat(facts.complete()).as(result.output()).isTrue();
        return facts;
    }

    @ParameterizedTest
    @ValueSource(strings = {DASH, BUSYBOX})
    void tellsTheTimeTheAccountAndTheRoom(String shell) throws Exception {
        ServerFacts facts = facts(shell);

        assertThat(Instant.ofEpochSecond(facts.number("time").orElseThrow()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        assertThat(facts.text("account")).contains(System.getProperty("user.name"));
        assertThat(facts.text("home-room").flatMap(DiskRoom::parse)).isPresent();
        assertThat(facts.yes("under-way")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {DASH, BUSYBOX})
    void asksDockerForWhatItHas(String shell) throws Exception {
        docker(
                """
                case "$1 $2" in
                    'version --format') echo 28.2.2 27.1.0 ;;
                    'info --format') echo / ;;
                    'ps --no-trunc') printf 'shop-backend 10.0.0.5:8000->8000/tcp\\nother \\n' ;;
                    'image inspect') case $* in *Layers*) printf '%s\\n' "$5" "$6" ;; *) echo 'No such image' >&2; exit 1 ;; esac ;;
                    'image ls') printf 'sha256:1\\nsha256:2\\n' ;;
                esac""");

        ServerFacts facts = facts(shell);

        assertThat(DockerJudge.judge("here", facts).found()).isEqualTo("engine 27.1.0");
        assertThat(facts.text("docker-room").flatMap(DiskRoom::parse)).isPresent();
        assertThat(facts.all("containers")).containsExactly("shop-backend 10.0.0.5:8000->8000/tcp", "other");
        assertThat(facts.command("image").orElseThrow().errors()).isEqualTo("No such image");
        assertThat(facts.all("layers")).containsExactly("sha256:1", "sha256:2");
    }

    @ParameterizedTest
    @ValueSource(strings = {DASH, BUSYBOX})
    void asksDockerNothingMoreThatDoesNotAnswer(String shell) throws Exception {
        docker("echo \"$*\" >>'" + directory + "/asked'; echo 'permission denied while trying to connect to the docker"
                + " API'; exit 1");

        ServerFacts facts = facts(shell);

        assertThat(DockerJudge.judge("here", facts).found()).endsWith("the account may not use docker");
        assertThat(Files.readAllLines(directory.resolve("asked"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {DASH, BUSYBOX})
    void runsTheMigrationsCommandWithTheVariablesOfTheContainer(String shell) throws Exception {
        request.asking();
        Files.createDirectories(home.resolve("shop"));
        Files.writeString(Path.of(request.envFile), EnvironmentPlacement.HEADER + "A=1\n");
        Files.writeString(
                Path.of(request.envFile + ".exports"), EnvironmentPlacement.HEADER + "export B='two\nlines'\n");
        docker("if [ \"$1\" = run ]; then echo \"[ ] $*|$B\"; fi");

        assertThat(facts(shell).all("migrations"))
                .containsExactly(
                        "[ ] run --rm --pull never --entrypoint sh --env-file " + request.envFile + " --env B "
                                + Requests.IMAGE + " -c timeout 20 python manage.py showmigrations --plan; exit $?|two",
                        "lines");
    }

    @ParameterizedTest
    @ValueSource(strings = {DASH, BUSYBOX})
    void tellsWhatStandsWhereTheEnvironmentFileWillBe(String shell) throws Exception {
        assertThat(facts(shell).text("env-file")).contains("absent");
        assertThat(facts(shell).text("env-directory")).contains("yes " + home);

        Files.createDirectories(home.resolve("shop"));
        Files.writeString(Path.of(request.envFile), EnvironmentPlacement.HEADER + "A=1\n");
        assertThat(facts(shell).text("env-file")).contains("readable");
        assertThat(facts(shell).yes("env-foreign")).isFalse();

        Files.writeString(Path.of(request.envFile), "PASSWORD=of somebody\n");
        ServerFacts foreign = facts(shell);
        assertThat(foreign.yes("env-foreign")).isTrue();
        assertThat(foreign.text("env-file").orElseThrow()).doesNotContain("of somebody");
    }

    @ParameterizedTest
    @ValueSource(strings = {DASH, BUSYBOX})
    void tellsWhatCannotBeWritten(String shell) throws Exception {
        Files.writeString(home.resolve("shop"), "a file where a directory belongs");
        request.config = Optional.of(home.resolve("opt/env").toString());

        ServerFacts facts = facts(shell);

        assertThat(facts.text("env-directory")).contains("no " + home.resolve("shop"));
        assertThat(facts.text("config")).contains("yes " + home);
    }

    @ParameterizedTest
    @ValueSource(strings = {DASH, BUSYBOX})
    void tellsWhoListensWhereAndForWhomNginxDoes(String shell) throws Exception {
        Files.writeString(
                nginx.resolve("sites-enabled/promotion-chain-port-shop-backend.conf"),
                "# managed\nserver {\n    listen 127.0.0.1:8000;\n    listen [::]:8000;\n}\n");
        Files.writeString(nginx.resolve("sites-enabled/default.conf"), "server {\n    listen 80;\n}\n");
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            request.published = "127.0.0.1:" + socket.getLocalPort() + ":8000";

            ServerFacts facts = facts(shell);

            assertThat(facts.all("listen").stream().flatMap(text -> ListeningSocket.parse(text).stream()))
                    .anyMatch(listening -> listening.stands(request.made().publish()));
            assertThat(facts.all("front"))
                    .containsExactly(
                            "promotion-chain-port-shop-backend 127.0.0.1:8000",
                            "promotion-chain-port-shop-backend [::]:8000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {DASH, BUSYBOX})
    void tellsWhyNginxCannotBeUsed(String shell) throws Exception {
        request.strategy = SwapStrategy.NGINX;

        assertThat(facts(shell)
                        .command("site-promotion-chain-port-shop-backend")
                        .orElseThrow()
                        .exitStatus())
                .isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {DASH, BUSYBOX})
    void leavesNothingBehind(String shell) throws Exception {
        request.strategy = SwapStrategy.AUTO;
        request.site = Optional.of("shop");
        List<Path> before = all();

        facts(shell);

        assertThat(all()).isEqualTo(before);
    }

    private List<Path> all() throws Exception {
        try (Stream<Path> home = Files.walk(this.home);
                Stream<Path> nginx = Files.walk(this.nginx)) {
            return Stream.concat(home, nginx).sorted().toList();
        }
    }
}
