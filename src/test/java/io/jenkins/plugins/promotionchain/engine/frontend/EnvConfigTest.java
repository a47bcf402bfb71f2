package io.jenkins.plugins.promotionchain.engine.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvConfigTest {

    @Property(tries = 300)
    void aJavaScriptEngineReadsTheVeryValuesBack(@ForAll("values") Map<String, String> values) {
        EnvConfig config = new EnvConfig("ENV", values);

        assertThat(JavaScriptEngine.load(config.text(), "ENV")).isEqualTo(values);
    }

    @Test
    void rendersSortedNamesWhateverTheirOrderWas() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("ENVIRONMENT", "development");
        values.put("API_BASE_URL", "https://dev.example.com");

        assertThat(new EnvConfig("ENV", values).text())
                .isEqualTo(
                        """
            window.ENV = {
              "API_BASE_URL": "https://dev.example.com",
              "ENVIRONMENT": "development"
            };
            """);
    }

    @Test
    void aMapSortedOtherwiseGivesTheSameText() {
        TreeMap<String, String> backwards = new TreeMap<>(Collections.reverseOrder());
        backwards.putAll(Map.of("A", "1", "B", "2"));

        assertThat(new EnvConfig("ENV", backwards).text())
                .isEqualTo(new EnvConfig("ENV", Map.of("B", "2", "A", "1")).text());
    }

    @Test
    void rendersAnEmptyObjectForNoValues() {
        assertThat(new EnvConfig("ENV", Map.of()).text()).isEqualTo("window.ENV = {};\n");
    }

    /**
     * As a text only: Rhino 1.9 drops a computed __proto__; {@link EnvConfigInNodeTest} loads it in a conforming
     * engine.
     */
    @Test
    void writesProtoAsAComputedNameForElseItWouldBeNoProperty() {
        assertThat(new EnvConfig("ENV", Map.of("__proto__", "x")).text())
                .isEqualTo("window.ENV = {\n  [\"__proto__\"]: \"x\"\n};\n");
    }

    @Test
    void keepsItsValuesWhenTheCallersMapChanges() {
        TreeMap<String, String> values = new TreeMap<>(Map.of("A", "1"));
        EnvConfig config = new EnvConfig("ENV", values);
        values.put("B", "2");

        assertThat(config.values()).containsOnlyKeys("A");
    }

    @Test
    void itsSha256IsThatOfTheText() {
        assertThat(new EnvConfig("ENV", Map.of()).sha256())
                .isEqualTo("e275b8ef503c15253e6a08afa5ff4e9c0b646e30bb09136fe3f4b520d7fbb6eb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "window.ENV", "1ENV", "ENV;alert(1)", "a b", "ÉNV", "ENV\n", "a-b", "__APP__.env"})
    void refusesAVariableThatIsNotAName(String variable) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EnvConfig(variable, Map.of()))
                .withMessageStartingWith("'" + variable + "' is not a JavaScript variable name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"location", "name", "window", "__proto__", "document", "top"})
    void refusesAVariableThatBelongsToTheBrowser(String variable) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EnvConfig(variable, Map.of()))
                .withMessageContaining("already has");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENV", "__APP__", "$env", "_env_", "class"})
    void takesAnyOtherName(String variable) {
        EnvConfig config = new EnvConfig(variable, Map.of("A", "1"));

        assertThat(JavaScriptEngine.load(config.text(), variable)).isEqualTo(Map.of("A", "1"));
    }

    @Provide
    Arbitrary<Map<String, String>> values() {
        return Arbitraries.maps(Texts.any(), Texts.any()).ofMaxSize(6);
    }
}
