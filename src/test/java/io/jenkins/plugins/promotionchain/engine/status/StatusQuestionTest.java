package io.jenkins.plugins.promotionchain.engine.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.promotionchain.engine.deploy.FakeServer;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerLabels;
import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.status.HealthNow.State;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The health question of a status, to an application on loopback, and what is printed of it all. */
class StatusQuestionTest {

    private final Map<String, String> labels = new TreeMap<>(Map.of(
            ContainerLabels.APPLICATION, "shop",
            ContainerLabels.HEALTH, "200 20 5000 - /health/",
            ContainerLabels.PUBLISH, "8000:8000"));
    private HttpServer application;
    private FakeServer server;
    private int asked;

    @BeforeEach
    void start() throws Exception {
        application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server = new FakeServer(new Port(application.getAddress().getPort()));
        server.when("sh -s -- .", command -> FakeServer.ok(answer("running")));
        application.start();
    }

    @AfterEach
    void stop() {
        application.stop(0);
    }

    @Test
    void asksOnceAsTheDeploymentDid() throws Exception {
        answering(200);

        HealthNow health = ask().health();

        assertThat(health.state()).isEqualTo(State.HEALTHY);
        assertThat(health.detail()).isEqualTo("GET 127.0.0.1:8000/health/: HTTP 200");
        assertThat(asked).isEqualTo(1);
        assertThat(server.slept()).isEmpty();
    }

    @Test
    void tellsAnotherStatusThanTheExpectedOneAfterOneQuestion() throws Exception {
        answering(500);

        assertThat(ask().health())
                .isEqualTo(new HealthNow(State.UNHEALTHY, "GET 127.0.0.1:8000/health/: HTTP 500, expected 200"));
        assertThat(asked).isEqualTo(1);
        assertThat(ask().drift()).extracting(Drift::kind).contains(Drift.Kind.UNHEALTHY);
    }

    @Test
    void asksNothingOfAContainerThatDoesNotSayHow() throws Exception {
        labels.remove(ContainerLabels.HEALTH);

        assertThat(ask().health()).hasToString("not asked (the container does not say how)");
    }

    @Test
    void asksNothingOfAContainerWithLabelsThatCannotBeRead() throws Exception {
        labels.put(ContainerLabels.HEALTH, "whatever");

        assertThat(ask().health().detail()).contains("'whatever' describes no health check");
    }

    @Test
    void asksNothingOfAContainerThatDoesNotRun() throws Exception {
        server.when("sh -s -- .", command -> FakeServer.ok(answer("exited")));

        assertThat(ask().health()).hasToString("not asked (it does not run)");
    }

    @Test
    void leavesAConnectionThatBrokeToTheCaller() {
        server.cut();

        assertThatThrownBy(this::ask).isInstanceOf(ConnectionLost.class);
    }

    @Test
    void printsWhatIsExpectedBesideWhatIs() throws Exception {
        answering(200);

        assertThat(String.join("\n", StatusTable.of(ask(), "django@server")))
                .contains("backend of shop in dev on django@server: ")
                .containsPattern("(?m)^ +expected +actual$")
                .containsPattern("(?m)^  digest +- +sha256:a{12}$")
                .containsPattern("(?m)^  container +shop-backend +shop-backend running$")
                .containsPattern("(?m)^  up for +- +1 h 2 min$")
                .containsPattern("(?m)^  not-recorded: no deployment of the backend of shop in dev is recorded");
    }

    private ComponentStatus ask() throws Exception {
        return new StatusQuestion(server, server.clock(), server.sleeper()).ask(Standing.REQUEST, Optional.empty());
    }

    private void answering(int status) {
        application.createContext("/health/", exchange -> {
            asked++;
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

    private String answer(String status) {
        JSONObject container = new JSONObject()
                .put("Id", "id")
                .put("Name", "/shop-backend")
                .put("Image", "sha256:local")
                .put("RestartCount", 0)
                .put(
                        "State",
                        new JSONObject()
                                .put("Status", status)
                                .put("Running", status.equals("running"))
                                .put("ExitCode", 0)
                                .put("StartedAt", "2026-01-01T09:58:00Z"))
                .put(
                        "Config",
                        new JSONObject().put("Image", "shop@" + Standing.DIGEST).put("Labels", labels));
        String token = "\n" + StatusScript.TOKEN + " ";
        return "noise of a profile" + token + "now " + Standing.NOW.getEpochSecond() + token + "container " + container
                + token + "digests null" + token + "end .\n";
    }
}
