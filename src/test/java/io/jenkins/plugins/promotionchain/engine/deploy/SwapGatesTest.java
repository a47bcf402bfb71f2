package io.jenkins.plugins.promotionchain.engine.deploy;

import static io.jenkins.plugins.promotionchain.engine.deploy.SwapStories.KEPT_B;
import static io.jenkins.plugins.promotionchain.engine.deploy.SwapStories.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.docker.ContainerLabels;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.Unhealthy;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxInstallation;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxReload;
import io.jenkins.plugins.promotionchain.engine.transaction.ReadPosition;
import io.jenkins.plugins.promotionchain.engine.transaction.Told;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the build decides while the server waits. */
class SwapGatesTest {

    private static final TransactionId ID = new TransactionId("build-1");
    private static final Told NOTHING_TOLD = new Told(Map.of());
    private static final Told SLOT = new Told(Map.of("slot", List.of("127.0.0.1:18001")));
    private static final String SERVING = "docker container inspect pm-backend";
    private static final String LOOK = "sh -s -- /etc/nginx";

    private final List<String> verified = new ArrayList<>();
    private FakeApplication application;
    private FakeServer server;

    @BeforeEach
    void start() throws Exception {
        application = new FakeApplication();
        application.answers(200, "ok");
        server = new FakeServer(application.port())
                .when(SERVING + "-candidate", command -> Inspections.none("pm-backend-candidate"))
                .when("docker container inspect " + KEPT_B, command -> Inspections.none(KEPT_B))
                .when(SERVING, command -> Inspections.none("pm-backend"))
                .when("docker image inspect", command -> FakeServer.ok("[{\"Id\":\"sha256:1\",\"RepoDigests\":[]}]"))
                .when("sh -c if [ -e \"$1\" ]; then sha256sum", command -> FakeServer.ok("1111  -"));
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void hasTheFirstContainerMadeBehindNginxWhereThatIsReady() throws Exception {
        assertThat(gates(SwapStrategy.AUTO).answer("prepare", NOTHING_TOLD)).isEqualTo("go");

        assertThat(file("plan")).isEqualTo("strategy=nginx\nkept=''\nprevious=''\nslot_address=127.0.0.1\n");
        assertThat(file("run"))
                .startsWith("exec docker run --detach --pull never --name pm-backend-candidate")
                .contains("--publish @promotion-chain-slot@:8000")
                .doesNotContain("10.0.0.5:8000:8000 ");
        assertThat(server.files().values()).allMatch(file -> file.mode().equals("0600"));
    }

    @Test
    void replacesWithAShortInterruptionWhereNginxCannotBeUsed() throws Exception {
        server.when(LOOK, command -> FakeServer.failed(10, ""));

        assertThat(gates(SwapStrategy.AUTO).answer("prepare", NOTHING_TOLD)).isEqualTo("go");

        assertThat(file("plan")).startsWith("strategy=recreate\n");
        assertThat(file("run")).contains("--publish 10.0.0.5:8000:8000");
        assertThat(server.logged())
                .contains("replaced with a short interruption, as nginx cannot stand in front of it");
    }

    @Test
    void refusesWhereNginxIsAskedForOrServesAlreadyAndCannotBeUsed() {
        server.when(LOOK, command -> FakeServer.failed(10, ""));
        assertThatThrownBy(() -> gates(SwapStrategy.NGINX).answer("prepare", NOTHING_TOLD))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("There is no nginx on django@server");

        serves(Map.of(ContainerLabels.SLOT, "127.0.0.1:18000"));
        assertThatThrownBy(() -> gates(SwapStrategy.AUTO).answer("prepare", NOTHING_TOLD))
                .isInstanceOf(InvalidInput.class);
        assertThat(server.files()).isEmpty();
    }

    @Test
    void changesNothingWhereTheSameIsHealthyAlready() throws Exception {
        serves(wantedLabels());
        SwapGates gates = gates(SwapStrategy.RECREATE);

        assertThat(gates.answer("prepare", NOTHING_TOLD)).isEqualTo("nothing");

        assertThat(server.files()).isEmpty();
        assertThat(gates.changes()).isEmpty();
        assertThat(gates.previous())
                .contains(
                        request('c', SwapStrategy.RECREATE, Optional.empty(), 3).image());
    }

    @Test
    void replacesTheSameWhenItIsNotHealthyOrServesTheWrongThing() throws Exception {
        serves(wantedLabels());
        application.always(503, "");
        assertThat(gates(SwapStrategy.RECREATE).answer("prepare", NOTHING_TOLD)).isEqualTo("go");
        assertThat(server.logged()).contains("does not serve as it should, so it is replaced");

        application.always(200, "ok");
        Verification wrongPage = new Verification() {
            @Override
            public boolean stillRight(Endpoint endpoint) {
                return false;
            }
        };
        assertThat(gates(SwapStrategy.RECREATE, Optional.empty(), wrongPage).answer("prepare", NOTHING_TOLD))
                .isEqualTo("go");
    }

    @Test
    void replacesTheSameWhenTheServersOwnEnvironmentFileChanged() throws Exception {
        serves(wantedLabels());
        server.when("sh -c if [ -e \"$1\" ]; then sha256sum", command -> FakeServer.ok("2222  -"));

        assertThat(gates(SwapStrategy.RECREATE).answer("prepare", NOTHING_TOLD)).isEqualTo("go");
    }

    @Test
    void knowsWhatServedBefore() throws Exception {
        server.when(SERVING, command -> Inspections.of("pm-backend", image('a'), "running", Map.of()));
        SwapGates gates = gates(SwapStrategy.RECREATE);

        gates.answer("prepare", NOTHING_TOLD);

        assertThat(gates.previous()).contains(ImageRef.parse(image('a')));
        assertThat(file("plan")).contains("previous=" + image('a'));
        assertThat(server.logged()).contains("container pm-backend is running, from " + image('a'));
    }

    @Test
    void startsAKeptOneAgainTheWayItWasMade() throws Exception {
        server.when(
                "docker container inspect " + KEPT_B,
                command ->
                        Inspections.of(KEPT_B, image('b'), "exited", Map.of(ContainerLabels.SLOT, "127.0.0.1:18001")));

        assertThat(gates(SwapStrategy.RECREATE, Optional.of(KEPT_B), Verification.NONE)
                        .answer("prepare", NOTHING_TOLD))
                .isEqualTo("go");

        assertThat(file("plan")).startsWith("strategy=nginx\nkept=" + KEPT_B + "\n");
        assertThat(server.files()).hasSize(1);
    }

    @Test
    void saysSoWhenTheKeptOneIsGone() {
        assertThatThrownBy(() -> gates(SwapStrategy.NGINX, Optional.of(KEPT_B), Verification.NONE)
                        .answer("prepare", NOTHING_TOLD))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("There is no container " + KEPT_B + " on django@server any more")
                .hasMessageContaining("deploy the image anew");
    }

    @Test
    void verifiesTheNewOneWhereItListensAndThenWhereVisitorsAsk() throws Exception {
        SwapGates gates = gates(SwapStrategy.NGINX, Optional.empty(), recording());

        assertThat(gates.answer("health", SLOT)).isEqualTo("go");
        assertThat(gates.answer("verify", SLOT)).isEqualTo("go");

        assertThat(verified).containsExactly("pm-backend-candidate at 127.0.0.1:18001", "served");
        assertThat(application.requests())
                .as("where it listens, where visitors ask, and where it listens once more")
                .containsExactly("10.0.0.5:8000 /health/", "10.0.0.5:8000 /health/", "10.0.0.5:8000 /health/");
        assertThat(gates.changes()).containsExactly("static files collected", "page served");
    }

    /** Whatever visitors get then comes from the version before, which stands in. */
    @Test
    void doesNotTakeTheAnswersOfTheVersionBeforeForThoseOfANewOneThatIsGone() {
        Verification outlived = new Verification() {
            @Override
            public List<String> served() {
                application.always(502, "");
                return List.of();
            }
        };

        assertThatThrownBy(() ->
                        gates(SwapStrategy.NGINX, Optional.empty(), outlived).answer("verify", SLOT))
                .isInstanceOf(Unhealthy.class)
                .hasMessageContaining("was healthy, but not any more after the switch: 127.0.0.1:18001/health/")
                .hasMessageContaining("502");
    }

    /** Where visitors ask, the version before would answer for one that breaks the connection. */
    @Test
    void asksTheNewOneItselfForThePageOfTheSmokeTestToo() throws Exception {
        gates(new SmokeTest(Optional.of("/shop"), Optional.empty())).answer("verify", SLOT);

        assertThat(server.tunnels())
                .containsExactly("10.0.0.5:8000", "127.0.0.1:18001", "10.0.0.5:8000", "127.0.0.1:18001");
        assertThat(application.requests())
                .containsExactly(
                        "10.0.0.5:8000 /health/",
                        "10.0.0.5:8000 /shop",
                        "10.0.0.5:8000 /shop",
                        "10.0.0.5:8000 /health/");
    }

    @Test
    void refusesANewOneThatFailsTheSmokeTestWhileTheVersionBeforeStandsIn() {
        application.answers(500, "").answers(200, "the version before");

        assertThatThrownBy(() -> gates(new SmokeTest(Optional.of("/shop"), Optional.empty()))
                        .answer("verify", SLOT))
                .isInstanceOf(Unhealthy.class)
                .hasMessageContaining("GET 127.0.0.1:18001/shop answered HTTP 500");
    }

    /** Docker starts it anew so fast that nobody would notice, as the version before answers meanwhile. */
    @Test
    void refusesANewOneThatEndsOnceVisitorsReachIt() {
        Verification crashing = new Verification() {
            @Override
            public List<String> served() {
                restarted(1);
                return List.of();
            }
        };
        restarted(0);

        assertThatThrownBy(() ->
                        gates(SwapStrategy.NGINX, Optional.empty(), crashing).answer("verify", SLOT))
                .isInstanceOf(Unhealthy.class)
                .hasMessageContaining("ended and was started anew by docker after the switch");
    }

    @Test
    void withoutASlotTheNewOneIsAskedAtThePublicPort() throws Exception {
        gates(SwapStrategy.RECREATE, Optional.empty(), recording())
                .answer("health", new Told(Map.of("slot", List.of(""))));

        assertThat(verified).containsExactly("pm-backend-candidate at 10.0.0.5:8000");
    }

    @Test
    void verifiesNothingThatIsNotHealthy() {
        application.always(503, "db down");
        server.when(SERVING + "-candidate", command -> Inspections.of("pm-backend-candidate", "x", "exited", Map.of()));

        assertThatThrownBy(() ->
                        gates(SwapStrategy.NGINX, Optional.empty(), recording()).answer("health", SLOT))
                .isInstanceOf(Unhealthy.class);
        assertThat(verified).isEmpty();
    }

    @Test
    void handsOnWhatTheVerificationRefusesAndWhereTheConnectionBroke() {
        for (PromotionFailure failure :
                List.of(new CommandFailed("The page is wrong", "Mend it"), new ConnectionLost("Broke", "Again"))) {
            Verification refusing = new Verification() {
                @Override
                public List<String> direct(ContainerName container, Endpoint endpoint) throws PromotionFailure {
                    throw failure;
                }
            };
            assertThatThrownBy(() -> gates(SwapStrategy.NGINX, Optional.empty(), refusing)
                            .answer("health", SLOT))
                    .isSameAs(failure);
        }
    }

    private Verification recording() {
        return new Verification() {
            @Override
            public List<String> direct(ContainerName container, Endpoint endpoint) {
                verified.add(container + " at " + endpoint);
                return List.of("static files collected");
            }

            @Override
            public List<String> served() {
                verified.add("served");
                return List.of("page served");
            }
        };
    }

    private SwapGates gates(SwapStrategy strategy) {
        return gates(strategy, Optional.empty(), Verification.NONE);
    }

    private SwapGates gates(SwapStrategy strategy, Optional<String> kept, Verification verification) {
        return gates(request('c', strategy, kept, 3), verification);
    }

    private SwapGates gates(ContainerRequest request, Verification verification) {
        HealthProbe probe = new HealthProbe(server, server.clock(), server.sleeper(), server.log());
        return new SwapGates(
                request,
                verification,
                ID,
                server,
                new HealthQuestions(server, probe, server.log()),
                new NginxReload(server, NginxInstallation.packaged(), server.log()),
                new PhaseLog(server.log(), server.clock(), new ReadPosition()),
                server.log());
    }

    private SwapGates gates(SmokeTest smoke) {
        ContainerRequest plain = request('c', SwapStrategy.NGINX, Optional.empty(), 3);
        SwapSettings swap = new SwapSettings(SwapStrategy.NGINX, Duration.ZERO, Duration.ZERO, 3, smoke);
        return gates(
                new ContainerRequest(
                        plain.target(),
                        plain.name(),
                        plain.image(),
                        plain.login(),
                        plain.publish(),
                        plain.volumes(),
                        plain.environment(),
                        plain.health(),
                        swap,
                        plain.kept(),
                        plain.buildUrl()),
                Verification.NONE);
    }

    private void restarted(int times) {
        server.when(SERVING + "-candidate", command -> Inspections.restarted("pm-backend-candidate", "x", times));
    }

    private void serves(Map<String, String> labels) {
        server.when(SERVING, command -> Inspections.of("pm-backend", image('c'), "running", labels));
    }

    /** Those of the container that is asked for, without nginx, beside an environment file whose hash is 1111. */
    private static Map<String, String> wantedLabels() {
        ContainerRequest request = request('c', SwapStrategy.RECREATE, Optional.empty(), 3);
        PlacedEnvironment environment = new PlacedEnvironment(
                Optional.of("/home/django/.env"), Optional.empty(), List.of(), "1111  -", List.of());
        return Map.of(
                ContainerLabels.DIGEST,
                request.image().digest().value(),
                ContainerLabels.CONFIGURATION_HASH,
                NewContainer.of(request, environment, SwapStrategy.RECREATE).configurationHash());
    }

    private String file(String name) {
        return server.files().get(ID.directory() + "/" + name).content().reveal();
    }

    private static String image(char digit) {
        return "r.example.com/pm/backend@sha256:" + String.valueOf(digit).repeat(64);
    }
}
