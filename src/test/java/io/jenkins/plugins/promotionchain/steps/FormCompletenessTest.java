package io.jenkins.plugins.promotionchain.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.config.ApplicationConfig;
import io.jenkins.plugins.promotionchain.config.EnvironmentConfig;
import io.jenkins.plugins.promotionchain.config.HostConfig;
import io.jenkins.plugins.promotionchain.config.JumpConfig;
import io.jenkins.plugins.promotionchain.config.PromotionChainConfiguration;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Every parameter that a Jenkinsfile or a form can set has a field, a help text and a getter, and no field is dead. */
class FormCompletenessTest {

    private static final String FORM = "/lib/form";

    static List<Class<?>> steps() {
        return List.of(
                BuildOnceStep.class,
                SshMigrateStep.class,
                DeployBackendStep.class,
                DeployFrontendStep.class,
                RollbackDeploymentStep.class,
                PreflightStep.class,
                DiagnoseStep.class,
                RecordVerificationStep.class,
                ApprovePromotionStep.class,
                EnvironmentStatusStep.class,
                RenderEnvConfigStep.class);
    }

    static List<Class<?>> forms() {
        List<Class<?>> forms = new ArrayList<>(steps());
        forms.addAll(List.of(
                ApplicationConfig.class,
                EnvironmentConfig.class,
                HostConfig.class,
                JumpConfig.class,
                PromotionChainConfiguration.class));
        return forms;
    }

    @ParameterizedTest
    @MethodSource("forms")
    void hasAFieldForEveryParameterAndNoOther(Class<?> form) throws Exception {
        assertThat(fieldsOf(form)).containsExactlyInAnyOrderElementsOf(parametersOf(form));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void explainsEveryParameter(Class<?> form) throws Exception {
        for (String parameter : parametersOf(form)) {
            String help = helpOf(form, "help-" + parameter + ".html");
            assertThat(help)
                    .as(form.getSimpleName() + "." + parameter)
                    .isNotBlank()
                    .startsWith("<div>");
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void explainsEveryStep(Class<?> step) throws Exception {
        assertThat(helpOf(step, "help.html")).as(step.getSimpleName()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void canReadBackEveryParameter(Class<?> form) {
        Set<String> methods = new HashSet<>();
        Arrays.stream(form.getMethods()).forEach(method -> methods.add(method.getName()));
        for (String parameter : parametersOf(form)) {
            String capital = Character.toUpperCase(parameter.charAt(0)) + parameter.substring(1);
            assertThat(methods).as(parameter).containsAnyOf("get" + capital, "is" + capital);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main/resources"})
    void escapesByDefaultAndHoldsNoScriptOrStyle(String root) throws Exception {
        try (Stream<Path> files = Files.walk(Path.of(root))) {
            List<Path> jelly =
                    files.filter(file -> file.toString().endsWith(".jelly")).toList();
            assertThat(jelly).hasSizeGreaterThan(steps().size());
            for (Path file : jelly) {
                String text = Files.readString(file);
                parse(text);
                assertThat(text).as(file.toString()).startsWith("<?jelly escape-by-default='true'?>");
                assertThat(text).doesNotContain("<script", " style=", "onclick", "checkUrl");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main/resources"})
    void writesHelpAsWellFormedMarkup(String root) throws Exception {
        try (Stream<Path> files = Files.walk(Path.of(root))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".html")).toList()) {
                parse(Files.readString(file));
            }
        }
    }

    private static Set<String> parametersOf(Class<?> form) {
        Set<String> parameters = new HashSet<>();
        for (Method method : form.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                String name = method.getName().substring(3);
                parameters.add(Character.toLowerCase(name.charAt(0)) + name.substring(1));
            }
        }
        for (Constructor<?> constructor : form.getConstructors()) {
            if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
                Arrays.stream(constructor.getParameters())
                        .map(Parameter::getName)
                        .forEach(parameters::add);
            }
        }
        return parameters;
    }

    private static List<String> fieldsOf(Class<?> form) throws Exception {
        try (InputStream jelly = form.getResourceAsStream(form.getSimpleName() + "/config.jelly")) {
            assertThat(jelly).as(form.getSimpleName()).isNotNull();
            NodeList entries = parse(new String(jelly.readAllBytes(), StandardCharsets.UTF_8))
                    .getElementsByTagNameNS(FORM, "entry");
            List<String> fields = new ArrayList<>();
            for (int i = 0; i < entries.getLength(); i++) {
                String field = ((Element) entries.item(i)).getAttribute("field");
                fields.addAll(field.isEmpty() ? Collections.emptyList() : List.of(field));
            }
            return fields;
        }
    }

    /** Jenkins looks for a help text in the class, then in each class above it. */
    private static String helpOf(Class<?> form, String name) throws Exception {
        for (Class<?> owner = form; owner != Object.class; owner = owner.getSuperclass()) {
            try (InputStream help = owner.getResourceAsStream(owner.getSimpleName() + "/" + name)) {
                if (help != null) {
                    return new String(help.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        return "";
    }

    private static Document parse(String text) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
