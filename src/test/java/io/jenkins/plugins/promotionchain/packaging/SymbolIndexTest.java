package io.jenkins.plugins.promotionchain.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jenkinsci.Symbol;
import org.junit.jupiter.api.Test;

/**
 * Jenkins reads the names it accepts in configuration files from an index that is written by hand here, because the
 * annotation processor that would write it is not on Maven Central.
 */
class SymbolIndexTest {

    private static final String PLUGIN = "io.jenkins.plugins.promotionchain";

    @Test
    void namesExactlyTheClassesWithASymbol() throws IOException {
        List<String> annotated = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(PLUGIN).stream()
                        .filter(type -> type.isAnnotatedWith(Symbol.class))
                        .map(JavaClass::getName)
                        .toList();

        assertThat(annotated).isNotEmpty();
        assertThat(index()).containsExactlyInAnyOrderElementsOf(annotated);
    }

    @Test
    void isSortedAsTheProcessorWouldWriteIt() throws IOException {
        assertThat(index()).isSorted().doesNotHaveDuplicates();
    }

    private static List<String> index() throws IOException {
        try (InputStream index =
                Symbol.class.getResourceAsStream("/META-INF/services/annotations/org.jenkinsci.Symbol")) {
            return new String(index.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
