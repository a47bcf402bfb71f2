package io.jenkins.plugins.promotionchain.engine.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerJudgeTest {

    private static PreflightCheck judge(String facts) {
        return DockerJudge.judge(Requests.PLACE, ServerFacts.parse(facts));
    }

    @ParameterizedTest
    @CsvSource({
        "'docker=19.03.1 19.03.15', WARNING",
        "'docker=20.10.24+dfsg1 20.10.24+dfsg1', OK",
        "'docker=28.2.2 28.2.2', OK",
        "'docker=18.09 20.9.1', WARNING",
        "'docker=a podman', OK"
    })
    void warnsOfAnEngineThatIsTooOld(String facts, CheckResult result) {
        assertThat(judge(facts + "\ndocker-status=0").result()).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({
        "'sh: 1: docker: not found', 127, docker is not installed there",
        "'Got permission denied while trying to connect to the Docker daemon socket', 1, the account may not use docker",
        "'Cannot connect to the Docker daemon at unix:///var/run/docker.sock', 1, the docker engine does not answer"
    })
    void saysWhyDockerCannotBeUsedAsADeploymentWould(String said, int status, String meaning) {
        PreflightCheck check = judge("docker=" + said + "\ndocker-status=" + status);

        assertThat(check.result()).isEqualTo(CheckResult.FAILED);
        assertThat(check.found())
                .isEqualTo("Docker on django@10.0.0.5 cannot be used: " + meaning
                        + (status == 127 ? " or not on the account's PATH" : ""));
        assertThat(check.fix()).isNotEmpty();
        assertThat(check.failure()).hasValueSatisfying(failure -> assertThat(failure)
                .isInstanceOf(CommandFailed.class)
                .hasMessage(check.found() + ". " + check.fix() + "."));
    }

    @Test
    void failsWhereNothingWasTold() {
        assertThat(judge("").result()).isEqualTo(CheckResult.FAILED);
    }
}
