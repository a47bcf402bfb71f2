package io.jenkins.plugins.promotionchain.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvFileTest {

    @Test
    void writesOneLinePerValueInTheOrderOfNames() throws InvalidInput {
        EnvFile files = EnvFile.of(sensitive(Map.of("B", "two words # no comment", "A", "'\"$HOME\\n")));

        assertThat(files.content().reveal()).isEqualTo("A='\"$HOME\\n\nB=two words # no comment\n");
        assertThat(files.exports()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"line one\nline two", "ends with a return\r", "\n"})
    void splitsOffWhatALineCannotCarry(String value) throws InvalidInput {
        EnvFile files = EnvFile.of(sensitive(Map.of("KEY", value, "OTHER", "x")));

        assertThat(files.content().reveal()).isEqualTo("OTHER=x\n");
        assertThat(files.exportedNames()).containsExactly("KEY");
        assertThat(files.exports().orElseThrow().reveal()).isEqualTo("export KEY='" + value + "'\n");
    }

    @Test
    void splitsOffALineThatIsTooLongForDockersReader() throws InvalidInput {
        int longest = EnvFile.LONGEST_LINE - "KEY=".length() - 1;

        assertThat(EnvFile.of(sensitive(Map.of("KEY", "x".repeat(longest)))).exportedNames())
                .isEmpty();
        assertThat(EnvFile.of(sensitive(Map.of("KEY", "x".repeat(longest + 1)))).exportedNames())
                .containsExactly("KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1A", "A-B", "A B", "A=B", "A\n", "ä"})
    void refusesANameThatNoShellTakes(String name) {
        assertThatThrownBy(() -> EnvFile.of(sensitive(Map.of(name, "x"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("nothing was changed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret\0value", "secret\ud800value"})
    void refusesAValueThatNoEnvironmentHoldsAndDoesNotTellIt(String value) {
        assertThatThrownBy(() -> EnvFile.of(sensitive(Map.of("KEY", value))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("KEY")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesAValueThatLinuxWouldRefuse() {
        assertThatThrownBy(() -> EnvFile.of(sensitive(Map.of("KEY", "x".repeat(EnvFile.LONGEST_VARIABLE)))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("128 KiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATH", "DOCKER_HOST", "LD_PRELOAD", "https_proxy", "IFS"})
    void refusesToExportWhatWouldSteerDockerItself(String name) throws InvalidInput {
        assertThatThrownBy(() -> EnvFile.of(sensitive(Map.of(name, "a\nb")))).isInstanceOf(InvalidInput.class);
        assertThat(EnvFile.of(sensitive(Map.of(name, "a"))).exportedNames()).isEmpty();
    }

    private static TreeMap<String, Sensitive> sensitive(Map<String, String> values) {
        TreeMap<String, Sensitive> all = new TreeMap<>();
        values.forEach((name, value) -> all.put(name, Sensitive.of(value)));
        return all;
    }
}
