package io.jenkins.plugins.promotionchain.steps;

import static io.jenkins.plugins.promotionchain.config.Configurations.shop;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import io.jenkins.plugins.promotionchain.config.ApplicationConfig;
import io.jenkins.plugins.promotionchain.config.PromotionChainConfiguration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderEnvConfigStepTest {

    private FakeStepContext context;

    @BeforeEach
    void start() {
        FakeJenkins.start();
        context = new FakeStepContext().in(FakeBuild.of("shop"));
    }

    private static RenderEnvConfigStep step(Map<String, String> values) {
        RenderEnvConfigStep step = new RenderEnvConfigStep();
        step.setValues(values);
        return step;
    }

    @Test
    void rendersExactlyTheGivenValuesWithoutAnyConfiguration() throws Exception {
        Map<?, ?> result = context.resultOf(step(Map.of("API_BASE_URL", "https://x/'\"</script>")));

        assertThat((String) result.get("text")).startsWith("window.ENV = {").doesNotContain("</script>");
        assertThat((String) result.get("sha256")).matches("[0-9a-f]{64}");
        assertThat(result.get("file")).isEqualTo("");
    }

    @Test
    void writesTheFileIntoTheWorkspace(@TempDir Path workspace) throws Exception {
        RenderEnvConfigStep step = step(Map.of("A", "1"));
        step.setFile("build/env-config.js");

        Map<?, ?> result = context.in(new FilePath(workspace.toFile()), null).resultOf(step);

        assertThat(workspace.resolve("build/env-config.js")).hasContent((String) result.get("text"));
    }

    @Test
    void saysWhatIsMissingWhereThereIsNoWorkspace() throws Exception {
        RenderEnvConfigStep step = step(Map.of("A", "1"));
        step.setFile("env-config.js");

        assertThat(context.failureOf(step)).hasMessageStartingWith("This step needs a FilePath");
    }

    @Test
    void putsTheGivenValuesOverThoseOfTheNamedEnvironment() throws Exception {
        ApplicationConfig application = shop();
        application.getEnvironments().get(1).setEnvConfig("API_BASE_URL=https://uat\nCOLOUR=green");
        PromotionChainConfiguration.get().setApplications(List.of(application));
        RenderEnvConfigStep step = step(Map.of("COLOUR", "red"));
        step.setEnvironment("uat");
        step.setVariable("CONFIG");

        assertThat((String) context.resultOf(step).get("text"))
                .startsWith("window.CONFIG = ")
                .contains("https://uat", "red")
                .doesNotContain("green");
    }

    @Test
    void refusesAVariableThatIsNoName() throws Exception {
        RenderEnvConfigStep step = step(Map.of());
        step.setVariable("a b");

        assertThat(context.failureOf(step)).hasMessageContaining("Parameter variable");
    }

    @Test
    void takesNumbersAndInterpolatedTextsAsPipelineHandsThemOver() {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Map<String, String> fromPipeline = (Map) Map.of("PORT", 8080, "NAME", new StringBuilder("x"));

        assertThat(step(fromPipeline).getValues()).containsEntry("PORT", "8080").containsEntry("NAME", "x");
    }
}
