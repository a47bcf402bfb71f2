package io.jenkins.plugins.promotionchain.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.docker.ContainerLabels;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.ImageMissing;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.ProxyConfigurationRejected;
import io.jenkins.plugins.promotionchain.engine.failure.Unhealthy;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxInstallation;
import io.jenkins.plugins.promotionchain.engine.transaction.Told;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionEnd;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One sentence for each way in which a swap can end that is not a good one. */
class SwapFailuresTest {

    private static final String NOW = "the version before serves";
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    private FakeApplication application;
    private FakeServer server;
    private SwapFailures failures;

    @BeforeEach
    void start() throws Exception {
        application = new FakeApplication();
        server = new FakeServer(application.port());
        failures = new SwapFailures(
                SwapStories.request('c', SwapStrategy.NGINX, Optional.empty(), 3),
                server,
                new HealthProbe(server, server.clock(), server.sleeper(), server.log()),
                NginxInstallation.packaged());
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void whatTheBuildRefusedIsHandedOnWithWhatServesNow() {
        CommandFailed refused = new CommandFailed("The page is wrong", "Mend it");

        assertThat(failures.of(refused(refused), NOW)).isSameAs(refused);
        assertThat(failures.of(refused(new Unhealthy("It is unhealthy", "Look")), NOW))
                .isInstanceOf(Unhealthy.class)
                .hasMessage("It is unhealthy; " + NOW + ". Look.");
    }

    @Test
    void namesWhoHoldsTheLock() {
        assertThat(failure(TransactionEnd.LOCKED, Map.of("holder", "https://ci/7, since 2024")))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("on django@server did not end within 1 s: https://ci/7, since 2024")
                .hasMessageContaining("longer lockTimeout");
        assertThat(failure(TransactionEnd.LOCKED, Map.of())).hasMessageContaining("its lock cannot be read");
    }

    @Test
    void tellsApartWhoEndedIt() {
        assertThat(failure(TransactionEnd.ABANDONED, Map.of())).hasMessageContaining("so long that it undid itself");
        assertThat(failure(TransactionEnd.DIED, Map.of())).hasMessageContaining("was killed on the server");
        assertThat(failure(143, Map.of())).hasMessageContaining("told to stop by somebody on the server");
    }

    @Test
    void namesTheOtherComponentWhoseContainerItIs() {
        assertThat(failure(SwapScript.FOREIGN, Map.of("owner", "shop uat frontend")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("belongs to another component (shop uat frontend), so it is left alone");
    }

    @Test
    void tellsWhyWhatDockerWouldRemoveIsNotStopped() {
        assertThat(failure(SwapScript.NO_WAY_BACK, Map.of()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Container pm-backend on django@server was started with docker run --rm")
                .hasMessageContaining("Start it again without --rm");
    }

    @Test
    void tellsNginxsOwnWords() {
        assertThat(failure(
                        SwapScript.NOT_SWITCHED,
                        Map.of("nginx-status", "12", "nginx", "2024/01/01 [emerg] 7#7: unknown directive \"x\"")))
                .isInstanceOf(ProxyConfigurationRejected.class)
                .hasMessageContaining("nginx on django@server refuses the site")
                .hasMessageContaining("unknown directive \"x\"");
    }

    @Test
    void tellsWhatDockerSaidLast() {
        failures.heard("docker: Error response from daemon: Bind for 0.0.0.0:8000 failed: port is already allocated.");
        assertThat(failure(SwapScript.NOT_STARTED, Map.of()))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("Container pm-backend on django@server could not be replaced")
                .hasMessageContaining("the port is taken by something else");
        assertThat(failure(SwapScript.NOT_RENAMED, Map.of())).hasMessageContaining("under the name of a candidate");
        assertThat(failure(SwapScript.CANNOT_LOOK, Map.of())).hasMessageContaining("The deployment of pm-backend on");
    }

    @Test
    void forgetsWhatWasSaidLongBefore() {
        failures.heard("manifest unknown: manifest unknown");
        for (int i = 0; i < 20; i++) {
            failures.heard("line " + i);
        }
        assertThat(failure(SwapScript.NOT_STARTED, Map.of())).isNotInstanceOf(ImageMissing.class);
    }

    @Test
    void saysWhatServesNow() throws Exception {
        application.answers(200, "ok");
        serving("running");
        assertThat(failures.servingNow())
                .isEqualTo("the version before (pm-backend, " + DIGEST + ") serves again and is healthy");

        application.always(503, "");
        assertThat(failures.servingNow()).endsWith(DIGEST + ") runs again but is not healthy either (HTTP 503)");

        serving("exited");
        assertThat(failures.servingNow())
                .isEqualTo("nothing serves now: the version before (pm-backend, " + DIGEST + ") is exited");

        server.when("docker container inspect", command -> Inspections.none("pm-backend"));
        assertThat(failures.servingNow()).isEqualTo("nothing serves now, as there was no version before");
    }

    private void serving(String status) {
        server.when(
                "docker container inspect",
                command -> Inspections.of(
                        "pm-backend",
                        "r.example.com/pm/backend@" + DIGEST,
                        status,
                        Map.of(ContainerLabels.SLOT, "127.0.0.1:18000")));
    }

    private PromotionFailure failure(int status, Map<String, String> told) {
        Map<String, List<String>> values = new HashMap<>();
        told.forEach((name, value) -> values.put(name, List.of(value)));
        return failures.of(new TransactionEnd(status, new Told(values), Optional.empty()), NOW);
    }

    private static TransactionEnd refused(PromotionFailure failure) {
        return new TransactionEnd(TransactionEnd.REFUSED, new Told(Map.of()), Optional.of(failure));
    }
}
