package io.jenkins.plugins.promotionchain.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParameterTest {

    @Test
    void refusesAValueThatIsNotSetInPlaceOfPublishingTheWordNull() {
        Map<String, Object> values = new HashMap<>();
        values.put("API_BASE_URL", null);

        assertThatThrownBy(() -> Parameter.texts(values))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'API_BASE_URL' has no value (null); is the variable set that it comes from?");
        assertThat(Parameter.texts(null)).isEmpty();
        assertThat(Parameter.texts(Map.of("PORT", 80))).containsEntry("PORT", "80");
    }
}
