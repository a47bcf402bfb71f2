package io.jenkins.plugins.promotionchain.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The stand-ins, the page that says what they were compared with, and the plugin's use of them are one. */
class JenkinsApiDocumentTest {

    private static final String PLUGIN = "io.jenkins.plugins.promotionchain";
    private static final Path STAND_INS = Path.of("src/jenkins-api/java");

    private final JenkinsApiDocument document = JenkinsApiDocument.read(Path.of("docs/jenkins-api.md"));

    JenkinsApiDocumentTest() throws IOException {}

    @Test
    void listsEveryMemberOfEveryStandInAndNothingElse() throws IOException {
        assertThat(document.members()).isEqualTo(DeclaredMembers.ofTheStandIns(STAND_INS));
    }

    @Test
    void thePluginCallsNoMemberThatOnlyAStandInHas() {
        List<String> calls = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(PLUGIN).stream()
                        .filter(type -> !type.getPackageName().startsWith(PLUGIN + ".rehearsal"))
                        .map(JavaClass::getAccessesFromSelf)
                        .flatMap(accesses -> accesses.stream().filter(this::needsTheStandIn))
                        .map(JavaAccess::getDescription)
                        .toList();

        assertThat(calls).isEmpty();
    }

    @Test
    void comparesWithTheVersionsThatThePluginAsksFor() throws IOException {
        Matcher required = Pattern.compile("<plugin.dependencies>(.+)</").matcher(Files.readString(Path.of("pom.xml")));
        assertThat(required.find()).isTrue();

        assertThat(required.group(1).replace(";resolution:=optional", "").split(","))
                // Needed and not called: structs reads the symbols, json-api brings org.json.
                .filteredOn(plugin -> !plugin.matches("(structs|json-api):.*"))
                .isNotEmpty()
                .allSatisfy(plugin -> assertThat(document.versions())
                        .containsEntry(plugin.replaceFirst(":.*", "-plugin"), plugin.replaceFirst(".*:", "")));
    }

    private boolean needsTheStandIn(JavaAccess<?> access) {
        String type = access.getTargetOwner().getFullName().replace('$', '.');
        return document.own()
                .getOrDefault(type, Collections.emptySortedSet())
                .contains(inTheWordsOfThePage(access.getTarget()));
    }

    private static String inTheWordsOfThePage(AccessTarget target) {
        if (target instanceof CodeUnitAccessTarget code) {
            String name = code.getName().equals(JavaConstructor.CONSTRUCTOR_NAME) ? "new" : code.getName();
            return code.getRawParameterTypes().stream()
                    .map(JavaClass::getSimpleName)
                    .collect(Collectors.joining(", ", name + "(", ")"));
        }
        return target.getName();
    }
}
