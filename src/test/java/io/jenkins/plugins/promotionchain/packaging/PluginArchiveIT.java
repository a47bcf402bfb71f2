package io.jenkins.plugins.promotionchain.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Extension;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;

/** The packed plugin holds all that Jenkins looks for, and nothing that would get into its way. */
class PluginArchiveIT {

    private static final String PACKAGE = "io.jenkins.plugins.promotionchain";
    private static final String SYMBOLS = "META-INF/services/annotations/org.jenkinsci.Symbol";
    private static final int JAVA_17 = 61;

    @TempDir
    private Path directory;

    private PluginArchive archive;

    @BeforeEach
    void unpackIt() throws Exception {
        archive = PluginArchive.unpack(directory);
    }

    @Test
    void bundlesJschAndNoOtherLibrary() throws Exception {
        String version = ProjectModel.ofThisProject().value("properties/jsch.version");
        assertThat(archive.files())
                .containsExactlyInAnyOrder(
                        "META-INF/MANIFEST.MF", PluginArchive.PLUGIN_JAR, "WEB-INF/lib/jsch-" + version + ".jar");
    }

    @Test
    void describesItselfAtTheRootOfItsJar() throws Exception {
        assertThat(new String(archive.pluginFile("index.jelly"), StandardCharsets.UTF_8))
                .startsWith("<?jelly escape-by-default='true'?>")
                .contains("<div>");
    }

    @Test
    void indexesEveryExtensionAndNoOther() throws Exception {
        List<String> found = new ArrayList<>();
        try (PluginClassLoader classes = archive.classes()) {
            for (IndexItem<Extension, Object> item : Index.load(Extension.class, Object.class, classes)) {
                Class<?> extension = (Class<?>) item.element();
                assertThat(extension.getClassLoader()).isSameAs(classes);
                found.add(extension.getName().substring(PACKAGE.length() + 1));
            }
        }
        assertThat(found)
                .containsExactlyInAnyOrder(
                        "config.ApplicationConfig$DescriptorImpl",
                        "config.FolderApplications$DescriptorImpl",
                        "config.FolderSecrets",
                        "config.FolderSource",
                        "config.EnvironmentConfig$DescriptorImpl",
                        "config.HostConfig$DescriptorImpl",
                        "config.JumpConfig$DescriptorImpl",
                        "config.PromotionChainConfiguration",
                        "config.PromotionChainsPage",
                        "config.PromotionChainsPage$Category",
                        "ledger.Ledgers",
                        "steps.ApprovePromotionStep$DescriptorImpl",
                        "parameters.PromotedImageParameterDefinition$DescriptorImpl",
                        "steps.BuildConnections",
                        "steps.StepThreads",
                        "steps.BuildOnceStep$DescriptorImpl",
                        "steps.DeployBackendStep$DescriptorImpl",
                        "steps.DeployFrontendStep$DescriptorImpl",
                        "steps.FormPreflight",
                        "steps.PreflightStep$DescriptorImpl",
                        "steps.RecordVerificationStep$DescriptorImpl",
                        "steps.DiagnoseStep$DescriptorImpl",
                        "steps.EnvironmentStatusStep$DescriptorImpl",
                        "steps.RenderEnvConfigStep$DescriptorImpl",
                        "steps.RollbackDeploymentStep$DescriptorImpl",
                        "steps.SshMigrateStep$DescriptorImpl");
    }

    @Test
    void indexesTheSymbols() throws Exception {
        Path source =
                ProjectModel.projectDirectory().resolve("src/main/resources").resolve(SYMBOLS);
        assertThat(archive.pluginFile(SYMBOLS)).isEqualTo(Files.readAllBytes(source));
    }

    @Test
    void keepsTheNamesOfBoundParameters() throws Exception {
        List<Parameter> bound = new ArrayList<>();
        try (PluginClassLoader classes = archive.classes()) {
            for (String name : archive.pluginClasses()) {
                boundParameters(classes.loadClass(name)).forEach(bound::add);
            }
        }
        assertThat(bound).isNotEmpty().allMatch(Parameter::isNamePresent);
    }

    @Test
    void loadsEveryClassFromWhatItBundles() throws Exception {
        try (PluginClassLoader classes = archive.classes()) {
            for (String name : archive.pluginClasses()) {
                Class<?> type = Class.forName(name, true, classes);
                assertThat(type.getClassLoader()).isSameAs(classes);
                assertThat(type.getDeclaredMethods()).isNotNull();
            }
        }
    }

    @Test
    void runsOnTheJavaVersionItAsksFor() throws Exception {
        for (String name : archive.pluginClasses()) {
            assertThat(classFileVersion(name.replace('.', '/') + ".class"))
                    .as(name)
                    .isEqualTo(JAVA_17);
        }
        assertThat(archive.manifest().getValue("Minimum-Java-Version")).isEqualTo("17");
    }

    @Test
    void packsNoStandIn() throws Exception {
        Path standIns = ProjectModel.projectDirectory().resolve("src/jenkins-api/java");
        List<String> declared;
        try (Stream<Path> sources = Files.walk(standIns)) {
            declared = sources.filter(Files::isRegularFile)
                    .map(standIns::relativize)
                    .map(source -> source.toString().replaceFirst("\\.java$", ""))
                    .toList();
        }
        assertThat(declared).contains("hudson/Extension", "org/jenkinsci/plugins/workflow/steps/Step");
        for (Path jar : archive.jars()) {
            assertThat(PluginArchive.filesIn(jar))
                    .allSatisfy(file -> assertThat(declared).doesNotContain(topLevel(file)));
        }
    }

    @Test
    void packsNothingOfTheRehearsalAndNoClassOfOthers() throws Exception {
        assertThat(archive.pluginFiles()).noneMatch(file -> file.contains("/rehearsal/"));
        assertThat(archive.pluginClasses()).allMatch(name -> name.startsWith(PACKAGE + '.'));
    }

    private static Stream<Parameter> boundParameters(Class<?> type) {
        Stream<Constructor<?>> constructors = Arrays.stream(type.getDeclaredConstructors())
                .filter(constructor -> constructor.isAnnotationPresent(DataBoundConstructor.class));
        Stream<Method> forms = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Arrays.stream(method.getParameters())
                        .anyMatch(parameter -> parameter.isAnnotationPresent(QueryParameter.class)));
        return Stream.<Executable>concat(constructors, forms)
                .flatMap(executable -> Arrays.stream(executable.getParameters()));
    }

    /** The major version that stands after four magic bytes and the minor version (JVMS 4.1). */
    private int classFileVersion(String file) throws Exception {
        return ByteBuffer.wrap(archive.pluginFile(file)).getShort(6);
    }

    private static String topLevel(String file) {
        return file.replaceFirst("(\\$[^/]*)?\\.class$", "");
    }
}
