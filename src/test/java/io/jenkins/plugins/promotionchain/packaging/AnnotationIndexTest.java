package io.jenkins.plugins.promotionchain.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import hudson.init.Terminator;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jenkinsci.Symbol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Jenkins finds names for configuration files, and what to call when it ends, by indexes that are written by hand here,
 * because the annotation processor that would write them is not on Maven Central.
 */
class AnnotationIndexTest {

    private static final String PLUGIN = "io.jenkins.plugins.promotionchain";

    @ParameterizedTest
    @ValueSource(classes = {Symbol.class, Terminator.class})
    void namesExactlyTheClassesWithTheAnnotation(Class<? extends Annotation> annotation) throws IOException {
        List<String> annotated = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(PLUGIN).stream()
                        .filter(type -> type.isAnnotatedWith(annotation)
                                || type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(annotation)))
                        .map(JavaClass::getName)
                        .toList();

        assertThat(annotated).isNotEmpty();
        assertThat(index(annotation)).containsExactlyInAnyOrderElementsOf(annotated);
    }

    @ParameterizedTest
    @ValueSource(classes = {Symbol.class, Terminator.class})
    void isSortedAsTheProcessorWouldWriteIt(Class<? extends Annotation> annotation) throws IOException {
        assertThat(index(annotation)).isSorted().doesNotHaveDuplicates();
    }

    /** For any other Jenkins would look for an object of the class in Guice. */
    @Test
    void whatIsCalledAtTheEndIsPublicAndStatic() {
        assertThat(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(PLUGIN).stream()
                                .flatMap(type -> type.getMethods().stream())
                                .filter(method -> method.isAnnotatedWith(Terminator.class))
                                .map(JavaMethod::reflect))
                .allMatch(
                        method -> Modifier.isStatic(method.getModifiers()) && Modifier.isPublic(method.getModifiers()));
    }

    private static List<String> index(Class<? extends Annotation> annotation) throws IOException {
        try (InputStream index =
                Symbol.class.getResourceAsStream("/META-INF/services/annotations/" + annotation.getName())) {
            return new String(index.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
