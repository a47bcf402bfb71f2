package io.jenkins.plugins.promotionchain.steps;

import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.promotionchain.config.EnvironmentSettings;
import io.jenkins.plugins.promotionchain.config.FormChecks;
import io.jenkins.plugins.promotionchain.config.FormText;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.frontend.EnvConfig;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code renderEnvConfig}: the text of env-config.js, in the result and, when asked for, in a file of the workspace. */
public final class RenderEnvConfigStep extends ChainStep {

    private static final long serialVersionUID = 1L;

    private Map<String, String> values = Parameter.texts(Map.of());
    private String file = "";
    private String variable = EnvConfig.DEFAULT_VARIABLE;

    /** No value yet. */
    @DataBoundConstructor
    public RenderEnvConfigStep() {}

    /**
     * With an environment named, its configured values are the base; without one, exactly the given values are
     * rendered, so that the step needs no configuration at all.
     */
    @Override
    StepThreads.Where where() {
        return StepThreads.Where.AGENT;
    }

    @Override
    Map<String, Object> perform(Surroundings surroundings) throws PromotionFailure, IOException, InterruptedException {
        Map<String, String> given = Parameter.complete("values", values);
        Map<String, String> all = namedEnvironment().isPresent()
                ? EnvConfigValues.of(surroundings.target(this, EnvironmentSettings.FRONTEND), given)
                : given;
        EnvConfig config = Parameter.read("variable", variable, name -> new EnvConfig(name, all));
        if (!file.isEmpty()) {
            surroundings.writeFile(file, config.text());
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("text", config.text());
        result.put("sha256", config.sha256());
        result.put("file", file);
        return result;
    }

    public Map<String, String> getValues() {
        return Collections.unmodifiableMap(values);
    }

    @DataBoundSetter
    public void setValues(Map<String, String> values) {
        this.values = Parameter.texts(values);
    }

    public String getFile() {
        return file;
    }

    @DataBoundSetter
    public void setFile(String file) {
        this.file = FormText.trimmed(file);
    }

    public String getVariable() {
        return variable;
    }

    @DataBoundSetter
    public void setVariable(String variable) {
        this.variable = FormText.trimmed(variable).isEmpty() ? EnvConfig.DEFAULT_VARIABLE : variable;
    }

    /** Form and name of the step. */
    @Extension
    public static final class DescriptorImpl extends ChainStepDescriptor {

        public DescriptorImpl() {
            super("renderEnvConfig");
        }

        @Override
        Set<String> lineParameters() {
            return Set.of("values");
        }

        @POST
        public FormValidation doCheckVariable(@QueryParameter String value) {
            return FormChecks.optional(value, name -> new EnvConfig(name, Map.of()));
        }
    }
}
