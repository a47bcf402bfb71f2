package io.jenkins.plugins.promotionchain.engine.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class JavaScriptStringTest {

    @Property
    void aJavaScriptEngineReadsTheVeryTextBack(@ForAll("texts") String text) {
        assertThat(JavaScriptEngine.evaluate(JavaScriptString.literal(text)).toCharArray())
                .isEqualTo(text.toCharArray());
    }

    @Property
    void aLiteralIsPlainAsciiAndNeverLeavesItsScriptElement(@ForAll("texts") String text) {
        assertThat(JavaScriptString.literal(text)).matches("\"[ -~&&[^<>&'`]]*\"");
    }

    @Test
    void readsBackEachOfThe65536CodeUnits() {
        String all = IntStream.rangeClosed(0, 0xffff)
                .mapToObj(unit -> String.valueOf((char) unit))
                .collect(Collectors.joining());

        assertThat(JavaScriptEngine.evaluate(JavaScriptString.literal(all)).toCharArray())
                .isEqualTo(all.toCharArray());
    }

    @Test
    void leavesAnAddressReadable() {
        assertThat(JavaScriptString.literal("https://dev.example.com:8443/api?v=1;a=b"))
                .isEqualTo("\"https://dev.example.com:8443/api?v=1;a=b\"");
    }

    @Test
    void escapesWhatWouldEndTheLiteralOrTheScriptElement() {
        assertThat(JavaScriptString.literal("\"\\</script>\u2028"))
                .isEqualTo("\"\\u0022\\u005c\\u003c/script\\u003e\\u2028\"");
    }

    @Provide
    Arbitrary<String> texts() {
        return Texts.any();
    }
}
