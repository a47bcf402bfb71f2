package io.jenkins.plugins.promotionchain.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that a form or a page shows can be said in another language, and German is complete. */
class TranslationTest {

    private static final Path RESOURCES = Path.of("src/main/resources");

    /** {@code ${%text}} or {@code ${%key(arguments)}}, as Stapler reads it in a view. */
    private static final Pattern TEXT = Pattern.compile("\\$\\{%([^}(]+)");

    private static final Pattern FIXED =
            Pattern.compile("(?:title|header|add|value|description)=\"[A-Z][a-z]+[^\"$]*\"|<t[hd]>[A-Z][^<$]*</t");

    static List<Path> views() throws IOException {
        return ending(".jelly");
    }

    static List<Path> bundles() throws IOException {
        return ending(".properties").stream()
                .filter(file -> !file.toString().endsWith("_de.properties"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("views")
    void aViewHasNoTextOfItsOwnAndEachTextInGerman(Path view) throws IOException {
        String text = Files.readString(view);
        Set<String> keys = new TreeSet<>();
        Matcher matcher = TEXT.matcher(text);
        while (matcher.find()) {
            keys.add(matcher.group(1));
        }

        assertThat(FIXED.matcher(text).results().map(found -> found.group()))
                .as("written into the view")
                .isEmpty();
        if (!keys.isEmpty()) {
            assertThat(texts(german(view))).containsKeys(keys.toArray(new String[0]));
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void aBundleIsCompleteInGermanWithTheSamePlaces(Path bundle) throws IOException {
        Properties english = texts(bundle);
        Properties german = texts(german(bundle));

        assertThat(german.stringPropertyNames()).containsAll(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(places(german.getProperty(key))).as(key).isEqualTo(places(english.getProperty(key)));
        }
    }

    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        Pattern.compile("\\{\\d}").matcher(text).results().forEach(found -> places.add(found.group()));
        return places;
    }

    private static Path german(Path file) {
        return file.resolveSibling(file.getFileName().toString().replaceFirst("\\.[a-z]+$", "_de.properties"));
    }

    private static Properties texts(Path file) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            texts.load(reader);
        }
        return texts;
    }

    private static List<Path> ending(String end) throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }
}
