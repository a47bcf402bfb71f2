package io.jenkins.plugins.promotionchain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which part of the plugin may know which other: the shape that docs/architecture.md describes. */
@AnalyzeClasses(packages = ArchitectureTest.PLUGIN, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    static final String PLUGIN = "io.jenkins.plugins.promotionchain";

    private static final String ENGINE = PLUGIN + ".engine..";
    private static final String REHEARSAL = PLUGIN + ".rehearsal..";

    @ArchTest
    static final ArchRule THE_ENGINE_KNOWS_THE_JDK_JSCH_AND_JSON_ONLY = classes()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    ENGINE,
                    "java..",
                    "javax.crypto..",
                    "javax.net..",
                    "com.jcraft.jsch..",
                    "org.json..",
                    "edu.umd.cs.findbugs.annotations..");

    @ArchTest
    static final ArchRule THE_ENGINE_KNOWS_NO_JENKINS = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "hudson..",
                    "jenkins..",
                    "org.jenkinsci..",
                    "org.kohsuke..",
                    "com.cloudbees..",
                    "org.springframework..",
                    "net.sf.json..");

    @ArchTest
    static final ArchRule STEPS_USE_CONFIGURATION_USES_SECRETS_USE_THE_ENGINE = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(PLUGIN + "..")
            .layer("steps")
            .definedBy(PLUGIN + ".steps..")
            .layer("parameters")
            .definedBy(PLUGIN + ".parameters..")
            .layer("config")
            .definedBy(PLUGIN + ".config..")
            .layer("secrets")
            .definedBy(PLUGIN + ".secrets..")
            .layer("ledger")
            .definedBy(PLUGIN + ".ledger..")
            .layer("board")
            .definedBy(PLUGIN + ".board..")
            .layer("engine")
            .definedBy(ENGINE)
            .layer("rehearsal")
            .definedBy(REHEARSAL)
            .whereLayer("rehearsal")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("steps")
            .mayOnlyBeAccessedByLayers("rehearsal")
            .whereLayer("parameters")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("board")
            .mayOnlyBeAccessedByLayers("steps", "rehearsal")
            .whereLayer("config")
            .mayOnlyBeAccessedByLayers("steps", "board", "parameters", "rehearsal")
            .whereLayer("ledger")
            .mayOnlyBeAccessedByLayers("steps", "board", "parameters", "rehearsal")
            .whereLayer("secrets")
            .mayOnlyBeAccessedByLayers("config", "steps", "rehearsal")
            .ensureAllClassesAreContainedInArchitecture();

    @ArchTest
    static final ArchRule JSCH_STAYS_BEHIND_THE_SSH_PACKAGE = noClasses()
            .that()
            .resideOutsideOfPackage(PLUGIN + ".engine.ssh..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.jcraft..");

    @ArchTest
    static final ArchRule THE_PLUGIN_SPEAKS_THROUGH_THE_BUILD_LOG_ONLY = noClasses()
            .that()
            .resideOutsideOfPackage(REHEARSAL)
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule THE_ENGINE_HAS_NO_CYCLES =
            slices().matching(PLUGIN + ".engine.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_REHEARSAL_HAS_NO_CYCLES =
            slices().matching(PLUGIN + ".rehearsal.(*)..").should().beFreeOfCycles();

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        assertThat(packages()).isNotEmpty().allMatch(directory -> Files.exists(directory.resolve("package-info.java")));
    }

    private static List<Path> packages() throws IOException {
        try (Stream<Path> plugin = Files.walk(Path.of("src/main/java"));
                Stream<Path> rehearsal = Files.walk(Path.of("src/rehearsal/java"))) {
            return Stream.concat(plugin, rehearsal)
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
        }
    }
}
