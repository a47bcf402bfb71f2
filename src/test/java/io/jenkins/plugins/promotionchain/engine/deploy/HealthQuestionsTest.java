package io.jenkins.plugins.promotionchain.engine.deploy;

import static io.jenkins.plugins.promotionchain.engine.deploy.SwapStories.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.Unhealthy;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log says of a new version that will not do. */
class HealthQuestionsTest {

    private static final ContainerName CANDIDATE = ContainerName.of("pm-backend-candidate");
    private static final Endpoint SLOT = Endpoint.of("127.0.0.1", 18001);

    private FakeApplication application;
    private FakeServer server;
    private HealthQuestions questions;

    @BeforeEach
    void start() throws Exception {
        application = new FakeApplication();
        server = new FakeServer(application.port())
                .when(
                        "docker container inspect",
                        command -> Inspections.of(CANDIDATE.value(), "image", "running", Map.of()))
                .when("docker logs", command -> FakeServer.failed(0, "Traceback\nKeyError: 'X'"));
        questions = new HealthQuestions(
                server, new HealthProbe(server, server.clock(), server.sleeper(), server.log()), server.log());
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void oneThatAnswersIsHealthyAtOnce() throws Exception {
        application.answers(200, "ok");

        questions.awaitNew(request(SmokeTest.NONE), CANDIDATE, SLOT);

        assertThat(questions.lastStatus()).isEqualTo(200);
        assertThat(server.slept()).isEmpty();
        assertThat(server.commands()).noneMatch(command -> command.startsWith("docker logs"));
    }

    @Test
    void tellsTheAnswersTheLastWordsAndTheStateOfOneThatIsNot() {
        application.answers(503, "db down");

        assertThatThrownBy(() -> questions.awaitNew(request(SmokeTest.NONE), CANDIDATE, SLOT))
                .isInstanceOf(Unhealthy.class)
                .hasMessageMatching(
                        "The .* on django@server did not become healthy within \\d\\d attempts"
                                + " at 127\\.0\\.0\\.1:18001/health/: HTTP 503\\. Look at the last 50 lines of the new container above\\.");
        assertThat(server.logged())
                .contains("HTTP 503: db down")
                .contains("The last 50 lines of container pm-backend-candidate on django@server:\n  | Traceback")
                .contains("  | KeyError: 'X'")
                .contains("Container pm-backend-candidate: running, exit status 0, out of memory: false, restarts: 0");
        assertThat(server.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(100));
    }

    @Test
    void doesNotWaitForOneThatHasEnded() {
        application.answers(502, "");
        server.when(
                "docker container inspect", command -> Inspections.of(CANDIDATE.value(), "image", "exited", Map.of()));

        assertThatThrownBy(() -> questions.awaitNew(request(SmokeTest.NONE), CANDIDATE, SLOT))
                .hasMessageContaining("within 1 attempts")
                .hasMessageContaining("container pm-backend-candidate is exited, exit status 3");
        assertThat(server.slept()).isEmpty();
    }

    @Test
    void saysThatMemoryWasWanting() {
        application.answers(502, "");
        server.when("docker container inspect", command -> Inspections.outOfMemory(CANDIDATE.value(), "image"));

        assertThatThrownBy(() -> questions.awaitNew(request(SmokeTest.NONE), CANDIDATE, SLOT))
                .hasMessageContaining("killed for want of memory");
        assertThat(server.logged()).contains("out of memory: true");
    }

    @Test
    void oneThatIsGoneHasNoLastWords() {
        application.answers(502, "");
        server.when("docker container inspect", command -> Inspections.none(CANDIDATE.value()));

        assertThatThrownBy(() -> questions.awaitNew(request(SmokeTest.NONE), CANDIDATE, SLOT))
                .hasMessageContaining("container pm-backend-candidate is gone");
        assertThat(server.commands()).noneMatch(command -> command.startsWith("docker logs"));
    }

    @Test
    void oneHiccupDoesNotCondemnWhatServes() throws Exception {
        application.answers(503, "").answers(503, "").answers(200, "ok");

        assertThat(questions.stillHealthy(request(SmokeTest.NONE))).isTrue();
        application.always(503, "");
        assertThat(questions.stillHealthy(request(SmokeTest.NONE))).isFalse();
        assertThat(server.elapsed()).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void tellsThatAHealthyOneCannotBeReachedWhereVisitorsAsk() {
        application.answers(502, "Bad Gateway");

        assertThatThrownBy(() -> questions.awaitServed(request(SmokeTest.NONE)))
                .isInstanceOf(Unhealthy.class)
                .hasMessageContaining(
                        "on django@server is healthy but cannot be reached at 10.0.0.5:8000/health/: HTTP 502")
                .hasMessageContaining("nginx's error log");
    }

    @Test
    void theSmokeTestAsksItsPathOnceAtThePublicPortAndRunsItsCommandInTheNewContainer() throws Exception {
        application.answers(204, "");

        questions.smoke(
                request(new SmokeTest(Optional.of("/smoke?x=1"), Optional.of("python smoke.py"))), Optional.empty());

        assertThat(application.requests()).containsExactly("10.0.0.5:8000 /smoke?x=1");
        assertThat(server.commands()).endsWith("docker exec pm-backend-candidate sh -c python smoke.py");
    }

    @Test
    void aSmokeTestThatFailsSaysWhich() {
        application.answers(500, "Traceback");
        assertThatThrownBy(() -> questions.smoke(
                        request(new SmokeTest(Optional.of("/smoke"), Optional.of("never"))), Optional.empty()))
                .isInstanceOf(Unhealthy.class)
                .hasMessageContaining("failed: GET 10.0.0.5:8000/smoke answered HTTP 500");
        assertThat(server.commands()).isEmpty();

        server.when("docker exec", command -> FakeServer.failed(7, "no orders"));
        assertThatThrownBy(() -> questions.smoke(
                        request(new SmokeTest(Optional.empty(), Optional.of("check"))), Optional.empty()))
                .hasMessageContaining("ended with exit status 7");
        assertThat(server.logged()).contains("  smoke test: check\n  | no orders");
    }

    private static ContainerRequest request(SmokeTest smoke) {
        ContainerRequest plain = SwapStories.request('c', SwapStrategy.NGINX, Optional.empty(), 3);
        SwapSettings swap = plain.swap();
        return new ContainerRequest(
                plain.target(),
                NAME,
                plain.image(),
                plain.login(),
                plain.publish(),
                plain.volumes(),
                plain.environment(),
                plain.health(),
                new SwapSettings(swap.strategy(), swap.lockTimeout(), swap.drainTimeout(), swap.keep(), smoke),
                plain.kept(),
                plain.buildUrl());
    }
}
