package io.jenkins.plugins.promotionchain.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/** What can be said of the page without Jelly. */
class BoardPageTest {

    private final String page = text("summary.jelly");

    BoardPageTest() throws IOException {}

    @Test
    void isXmlThatEscapesEverythingAndHasNoScript() throws Exception {
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(BoardAction.class.getResourceAsStream("BoardAction/summary.jelly"));

        assertThat(page).startsWith("<?jelly escape-by-default='true'?>");
        assertThat(page.toLowerCase()).doesNotContain("<script", "onclick", "h.raw", "escapetext", "style=");
    }

    @Test
    void hasAWordForEveryKindOfLine() {
        Set<String> kinds =
                Arrays.stream(BoardLine.Kind.values()).map(Enum::name).collect(Collectors.toSet());

        assertThat(found("line\\.kind == '([A-Z_]+)'")).isEqualTo(new TreeSet<>(kinds));
    }

    @Test
    void asksALineOnlyForWhatItHas() {
        Set<String> getters = Arrays.stream(BoardLine.class.getMethods())
                .map(Method::getName)
                .filter(name -> name.startsWith("get"))
                .map(name -> Character.toLowerCase(name.charAt(3)) + name.substring(4))
                .collect(Collectors.toSet());

        assertThat(getters).containsAll(found("line\\.([a-zA-Z]+)"));
    }

    @Test
    void saysEverythingInBothLanguages() throws IOException {
        assertThat(words("summary.properties").stringPropertyNames()).isEqualTo(found("\\$\\{%([a-zA-Z]+)"));
        assertThat(words("summary_de.properties").stringPropertyNames()).isEqualTo(found("\\$\\{%([a-zA-Z]+)"));
    }

    @Test
    void theLanguagesUseTheSameArguments() throws IOException {
        Properties german = words("summary_de.properties");

        assertThat(words("summary.properties"))
                .allSatisfy((key, english) ->
                        assertThat(arguments(german.getProperty((String) key))).isEqualTo(arguments((String) english)));
    }

    /** A single one would take the braces for plain text. */
    @Test
    void noTextHasAnApostrophe() throws IOException {
        assertThat(words("summary.properties").values()).noneMatch(each -> ((String) each).contains("'"));
        assertThat(words("summary_de.properties").values()).noneMatch(each -> ((String) each).contains("'"));
    }

    private static Set<String> arguments(String text) {
        return Pattern.compile("\\{\\d}")
                .matcher(text)
                .results()
                .map(hit -> hit.group())
                .collect(Collectors.toSet());
    }

    private Set<String> found(String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(hit -> hit.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties words(String file) throws IOException {
        Properties words = new Properties();
        try (InputStream stream = BoardAction.class.getResourceAsStream("BoardAction/" + file)) {
            words.load(stream);
        }
        return words;
    }

    private static String text(String file) throws IOException {
        try (InputStream stream = BoardAction.class.getResourceAsStream("BoardAction/" + file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
