package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedBuildTest {

    @ParameterizedTest
    @CsvSource({"., .", "./, .", "backend, backend", "./backend/, backend", "a//b/./c, a/b/c", "..a/b.., ..a/b.."})
    void simplifiesPaths(String text, String expected) throws Exception {
        assertThat(SourcePath.of("context", text).value()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "/etc", "..", "a/../b", "../a", "-f", "a\\b", "a\nb"})
    void refusesPathsThatLeadOutOfTheWorkspace(String text) {
        assertThatThrownBy(() -> SourcePath.of("context", text))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("context");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1A", "A-B", "A=B", "A B", "A\nB"})
    void refusesBuildArgumentsThatAreNoNames(String name) {
        assertThatThrownBy(() -> CheckedBuild.of(Requests.with(Map.of(name, "x"), Optional.empty(), List.of())))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("buildArgs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-x", "a b", "a\nplatform x"})
    void refusesTargetsAndPlatformsThatAreNoNames(String text) {
        assertThatThrownBy(() -> CheckedBuild.of(Requests.with(Map.of(), Optional.of(text), List.of())))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("target");
        assertThatThrownBy(() -> CheckedBuild.of(Requests.with(Map.of(), Optional.empty(), List.of(text + "//"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("platforms");
    }

    @Test
    void refusesALoginOfAnotherRegistry() {
        RegistryLogin login = new RegistryLogin("other.example.com", "ci", Sensitive.of("geheim"));

        assertThatThrownBy(() -> CheckedBuild.of(Requests.backend(Requests.REPOSITORY, Optional.of(login))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("other.example.com")
                .hasMessageContaining("127.0.0.1:5000");
    }
}
