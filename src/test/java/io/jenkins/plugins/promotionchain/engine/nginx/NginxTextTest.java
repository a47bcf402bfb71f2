package io.jenkins.plugins.promotionchain.engine.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NginxTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"/api/", "127.0.0.1:8080", "[::1]:80", "/etc/ssl/a_b-c.pem", "*.example.com"})
    void leavesAPlainValueAsItStands(String text) {
        assertThat(NginxText.value(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
        a b         | "a b"
        a;b         | "a;b"
        }           | "}"
        {           | "{"
        #           | "#"
        say "x"     | "say \\"x\\""
        it's        | "it's"
        back\\slash | "back\\\\slash"
        é           | "é"
        """)
    void quotesWhatNginxWouldTakeForSyntax(String text, String expected) {
        assertThat(NginxText.value(text)).isEqualTo(expected);
    }

    @Test
    void quotesAnEmptyValue() {
        assertThat(NginxText.value("")).isEqualTo("\"\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "\u0000", "\t", "\u007f"})
    void refusesControlCharacters(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NginxText.value(text))
                .withMessageContaining("control character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$host", "a$b", "${x}"})
    void refusesADollarSignBecauseNginxCannotEscapeIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NginxText.value(text))
                .withMessageContaining("dollar sign");
    }
}
