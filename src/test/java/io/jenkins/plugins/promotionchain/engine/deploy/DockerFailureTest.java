package io.jenkins.plugins.promotionchain.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.ImageMissing;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerFailureTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Got permission denied while trying to connect to the Docker daemon socket at unix:///x: dial unix: connect: permission denied | group 'docker'",
                "permission denied while trying to connect to the docker API at unix:///var/run/docker.sock | group 'docker'",
                "sh: 1: docker: not found | Install docker",
                "bash: line 1: docker: command not found | Install docker",
                "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running? | systemctl status docker",
                "failed to connect to the docker API at unix:///var/run/docker.sock; check if the path is correct and if the daemon is running: dial unix /var/run/docker.sock: connect: connection refused | systemctl status docker",
                "docker: Error response from daemon: driver failed programming external connectivity on endpoint x: Bind for 0.0.0.0:8000 failed: port is already allocated. | ss -ltnp",
                "docker: Error response from daemon: listen tcp4 10.0.0.5:8000: bind: address already in use. | ss -ltnp",
                "docker: Error response from daemon: listen tcp4 10.0.0.9:8000: bind: cannot assign requested address. | publish address",
                "failed to register layer: write /x: no space left on device | docker system df",
                "docker: poorly formatted environment: variable 'top secret' contains whitespaces. | NAME=value",
            })
    void saysInOneSentenceWhatToDo(String said, String whatToDo) {
        PromotionFailure failure = DockerFailure.of("It failed", new CommandResult(125, "", said));

        assertThat(failure).isInstanceOf(CommandFailed.class).hasMessageContaining(whatToDo);
        assertThat(failure).hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Error response from daemon: manifest for r/x@sha256:1 not found: manifest unknown: manifest unknown",
                "Error response from daemon: no matching manifest for linux/arm64 in the manifest list entries",
                "docker: Error response from daemon: No such image: r/x@sha256:1.",
            })
    void knowsAMissingImage(String said) {
        assertThat(DockerFailure.of("It failed", new CommandResult(1, "", said)))
                .isInstanceOf(ImageMissing.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Error response from daemon: unauthorized: authentication required",
                "Error response from daemon: pull access denied for r/x, repository does not exist or may require 'docker login'",
                "Error response from daemon: Get \"https://r/v2/\": dial tcp: lookup r: no such host",
                "Error response from daemon: Get \"https://r/v2/\": x509: certificate signed by unknown authority",
            })
    void knowsARegistryThatDoesNotGiveTheImage(String said) {
        assertThat(DockerFailure.of("It failed", new CommandResult(1, "", said)))
                .isInstanceOf(RegistryRefused.class);
    }

    @Test
    void passesOnTheLastLineOfWhatItDoesNotKnow() {
        assertThat(DockerFailure.of(
                        "It failed", new CommandResult(1, "", "one\nsomething new\n\nSee 'docker run --help'.\n")))
                .hasMessage("It failed with exit status 1: something new. See docker's own words above.");
    }

    @Test
    void keepsAQuotedEnvironmentOutOfTheLog() {
        assertThat(DockerFailure.withoutQuotedEnvironment("poorly formatted environment: variable 'top secret' x"))
                .doesNotContain("secret");
        assertThat(DockerFailure.withoutQuotedEnvironment("all is well")).isEqualTo("all is well");
    }
}
