package io.jenkins.plugins.promotionchain.engine.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.deploy.SwapStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortJudgeTest {

    /** 10.0.0.5:8000. */
    private static final String LISTENING = "listen=0500000A:1F40\n";

    private static PreflightCheck judge(String facts) {
        return new PortJudge(Requests.PLACE, new Requests().made(), ServerFacts.parse(facts)).judge();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "listen=0500000A:1F41",
                "listen=0600000A:1F40",
                "listen=0000000000000000FFFF00000600000A:1F40",
                "listen=00000000000000000000000001000000:1F40",
                "containers=other 10.0.0.6:8000->80/tcp",
                "front=promotion-chain-port-other 10.0.0.6:8000",
                "front=promotion-chain-port-other 10.0.0.5:8001",
                "front=promotion-chain-port-other $by_hand",
                "containers=other 10.0.0.5:8001-8010->80-89/tcp, 8000/tcp"
            })
    void isFreeWhereNobodyHoldsThatAddress(String facts) {
        assertThat(judge(facts).found()).isEqualTo("Port 8000 of 10.0.0.5 is free");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "listen=0500000A:1F40",
                "listen=00000000:1F40",
                "listen=00000000000000000000000000000000:1F40",
                "listen=0000000000000000FFFF00000500000A:1F40"
            })
    void isTakenWhereSomethingListensThereOrEverywhere(String facts) {
        PreflightCheck check = judge(facts);

        assertThat(check.result()).as("nginx may have room for one more site").isEqualTo(CheckResult.WARNING);
        assertThat(check.found()).contains("Port 8000 of 10.0.0.5", "the port is taken by something else");
        assertThat(new PortJudge(Requests.PLACE, new Requests().asking().made(), ServerFacts.parse(facts))
                        .judge()
                        .result())
                .isEqualTo(CheckResult.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop-backend", "shop-backend-candidate", "shop-backend-0123456789ab"})
    void isOursWhereAContainerOfTheSameComponentHoldsIt(String name) {
        assertThat(judge(LISTENING + "containers=" + name + " 10.0.0.5:8000->8000/tcp\n"))
                .isEqualTo(PreflightCheck.ok(CheckKind.PORT, "Port 8000 of 10.0.0.5 is held for container " + name));
    }

    @ParameterizedTest
    @CsvSource({
        "shop-backend-2, 10.0.0.5:8000->80/tcp",
        "other, '0.0.0.0:8000->80/tcp, :::8000->80/tcp'",
        "other, '[::]:8000->80/tcp'",
        "other, '80/tcp, 10.0.0.5:7990-8010->7990-8010/tcp'"
    })
    void failsWhereAnotherContainerHoldsItAlsoOneWithoutAListeningProgram(String name, String published) {
        PreflightCheck check = judge("containers=" + name + " " + published);

        assertThat(check.result()).isEqualTo(CheckResult.FAILED);
        assertThat(check.found()).contains("the port is taken by something else, container " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.5:8000", "8000", "0.0.0.0:8000"})
    void isHeldByNginxForOneContainerOnly(String listen) {
        assertThat(judge(LISTENING + "front=promotion-chain-port-shop-backend " + listen))
                .isEqualTo(PreflightCheck.ok(
                        CheckKind.PORT, "Port 8000 of 10.0.0.5 is held for container shop-backend behind nginx"));
        assertThat(judge(LISTENING + "front=promotion-chain-port-other " + listen)
                        .found())
                .endsWith("the port is taken by something else, container other behind nginx");
    }

    @Test
    void isTakenForCertainWhereDockerItselfWouldListenThere() {
        assertThat(new PortJudge(
                                Requests.PLACE,
                                new Requests().replacedBy(SwapStrategy.RECREATE).made(),
                                ServerFacts.parse(LISTENING))
                        .judge()
                        .result())
                .isEqualTo(CheckResult.FAILED);
    }

    @Test
    void meansEveryAddressWhereNoneIsNamed() {
        Requests request = new Requests();
        request.published = "8000:8000";

        assertThat(new PortJudge(Requests.PLACE, request.made(), ServerFacts.parse("listen=0100007F:1F40"))
                        .judge()
                        .found())
                .contains("Port 8000 on django@10.0.0.5: the port is taken");
    }
}
