package io.jenkins.plugins.promotionchain.engine.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.preflight.CheckKind;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is made of what was seen. */
class CausesTest extends CausesFixture {

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

    @Test
    void aMissingCredentialHidesNothingOfWhatCouldBeLookedAt() {
        failed(CheckKind.CREDENTIALS, "the credential DEV_SECRET_KEY is missing");
        container = Optional.of(container("exited", 0, false, 0));

        assertThat(found())
                .extracting(Diagnosis::problem)
                .containsExactly(Problem.HEALTH_CHECK_FAILS, Problem.CREDENTIAL_MISSING);
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
}
