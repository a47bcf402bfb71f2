package io.jenkins.plugins.promotionchain.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthProbeTest {

    private static final Endpoint TARGET = Endpoint.of("10.0.0.5", 8000);
    private static final HealthCheck CHECK = HealthCheck.backend("/health/?deep=1");

    private FakeApplication application;
    private FakeServer server;
    private HealthProbe probe;

    @BeforeEach
    void start() throws Exception {
        application = new FakeApplication();
        server = new FakeServer(application.port());
        probe = new HealthProbe(server, server.clock(), server.sleeper(), server.log());
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void isHealthyAtTheFirstExpectedAnswer() throws Exception {
        application.answers(200, "ok");

        HealthReport report = probe.await(TARGET, CHECK, Optional::empty);

        assertThat(report.healthy()).isTrue();
        assertThat(report.lastStatus()).isEqualTo(200);
        assertThat(application.requests()).containsExactly("10.0.0.5:8000 /health/?deep=1");
        assertThat(server.slept()).isEmpty();
    }

    @Test
    void asksSoonAtFirstAndThenOncePerInterval() throws Exception {
        application
                .answers(503, "a")
                .answers(503, "a")
                .answers(503, "a")
                .answers(503, "a")
                .answers(503, "a")
                .answers(503, "a")
                .answers(503, "a")
                .answers(200, "ok");

        assertThat(probe.await(TARGET, CHECK, Optional::empty).healthy()).isTrue();
        assertThat(server.slept())
                .extracting(Duration::toMillis)
                .containsExactly(250L, 500L, 1000L, 2000L, 4000L, 5000L, 5000L);
    }

    @Test
    void isAsPatientAsAttemptsTimesIntervalAndKeepsEveryAnswer() throws Exception {
        application.always(503, "starting\n  up");

        HealthReport report = probe.await(TARGET, CHECK, Optional::empty);

        assertThat(report.healthy()).isFalse();
        assertThat(server.elapsed()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(106));
        assertThat(report.answers()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(report.last()).hasToString("HTTP 503: starting up");
    }

    @Test
    void stopsEarlyWhenThereIsNoHope() throws Exception {
        application.always(503, "");

        HealthReport report = probe.await(TARGET, CHECK, () -> Optional.of("container x is exited"));

        assertThat(report.stoppedBecause()).contains("container x is exited");
        assertThat(report.answers()).hasSize(1);
    }

    @Test
    void tellsThatNobodyAnswers() throws Exception {
        application.close();

        HealthReport report = probe.once(TARGET, CHECK);

        assertThat(report.last().brief()).startsWith("no answer: ");
        assertThat(report.lastStatus()).isZero();
    }

    @Test
    void followsRedirectsThroughTheTunnelAsAProxyWithTlsWould() throws Exception {
        application
                .redirects(302, "../login/?next=a")
                .redirects(301, "https://10.0.0.5/login/")
                .answers(200, "in");

        assertThat(probe.await(TARGET, CHECK, Optional::empty).healthy()).isTrue();
        assertThat(application.requests())
                .containsExactly(
                        "10.0.0.5:8000 /health/?deep=1", "10.0.0.5:8000 /login/?next=a", "10.0.0.5:8000 /login/ https");
    }

    @Test
    void doesNotAskAnotherHost() throws Exception {
        application.redirects(302, "https://login.example.com/");

        HealthReport report = probe.once(TARGET, CHECK);

        assertThat(report.healthy()).isFalse();
        assertThat(report.last()).hasToString("HTTP 302: redirects to another host, https://login.example.com/");
        assertThat(application.requests()).hasSize(1);
    }

    @Test
    void givesUpOnACircleOfRedirects() throws Exception {
        for (int i = 0; i < 10; i++) {
            application.redirects(302, "/health/");
        }

        assertThat(probe.once(TARGET, CHECK).last().text()).startsWith("redirects in a circle");
        assertThat(application.requests()).hasSize(HealthProbe.MOST_REDIRECTS + 1);
    }

    @Test
    void takesARedirectAsHealthyWhereOneIsExpected() throws Exception {
        application.redirects(302, "https://login.example.com/");

        assertThat(probe.once(TARGET, new HealthCheck("/", 302, 1, Duration.ZERO))
                        .healthy())
                .isTrue();
    }

    @Test
    void asksUnderTheNameThatTheApplicationAnswersTo() throws Exception {
        application.answers(200, "ok");

        probe.once(TARGET, new HealthCheck("/", 200, 1, Duration.ZERO, Optional.of(HostAddress.of("www.example.com"))));

        assertThat(application.requests()).containsExactly("www.example.com /");
    }

    @Test
    void showsTheBeginningOfAnAnswerOnly() throws Exception {
        application.always(500, "\u00e4".repeat(5000));

        assertThat(probe.once(TARGET, CHECK).last().text()).isEqualTo("\u00e4".repeat(200));
    }

    @Test
    void refusesAPathThatWouldSmuggleAHeader() {
        for (String path : List.of("/a\r\nX: y", "/a b", "/\u00e4", "a")) {
            assertThatThrownBy(() -> HealthCheck.backend(path)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
