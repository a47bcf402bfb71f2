package io.jenkins.plugins.promotionchain.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParameterTest {

    @Test
    void refusesAValueThatIsNotSetInPlaceOfPublishingTheWordNull() {
        Map<String, Object> values = new HashMap<>();
        values.put("API_BASE_URL", null);

        assertThatThrownBy(() -> Parameter.complete("envConfig", Parameter.texts(values)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("Parameter envConfig: 'API_BASE_URL' has no value (null).");
    }

    @Test
    void takesNothingAndNumbers() throws Exception {
        assertThat(Parameter.texts(null)).isEmpty();
        assertThat(Parameter.complete("env", Parameter.texts(Map.of("PORT", 80))))
                .containsExactly(Map.entry("PORT", "80"));
    }
}
