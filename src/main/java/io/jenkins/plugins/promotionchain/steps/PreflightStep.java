package io.jenkins.plugins.promotionchain.steps;

import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.promotionchain.config.EnvironmentSettings;
import io.jenkins.plugins.promotionchain.config.FormChecks;
import io.jenkins.plugins.promotionchain.config.FormText;
import io.jenkins.plugins.promotionchain.engine.deploy.ContainerRequest;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightReport;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code preflight}: looks whether a deployment would find what it needs, and changes nothing. */
public final class PreflightStep extends ServerStep {

    private static final long serialVersionUID = 1L;

    private String component = "";
    private String containerName = "";
    private int port;
    private Map<String, String> env = Parameter.texts(Map.of());
    private boolean failOnError = true;

    /** A look at both components of the branch's environment. */
    @DataBoundConstructor
    public PreflightStep() {}

    @Override
    Map<String, Object> perform(Surroundings surroundings) throws PromotionFailure, IOException, InterruptedException {
        List<PreflightReport> reports = new ArrayList<>();
        PreflightQuestion question = new PreflightQuestion(
                surroundings,
                this,
                connectingFrom(),
                Parameter.readOptional("containerName", containerName, ContainerRequest::nameOf),
                port == 0 ? Optional.empty() : Optional.of(Parameter.read("port", port, Port::new)),
                env);
        for (ComponentName each : components()) {
            PreflightReport report = question.ask(each);
            report.show(surroundings.log());
            reports.add(report);
        }
        Optional<PromotionFailure> failure = PreflightReport.failureOf(reports);
        if (failOnError && failure.isPresent()) {
            throw failure.get();
        }
        return PreflightResult.of(reports, surroundings::mask);
    }

    private List<ComponentName> components() throws InvalidInput {
        if (!component.isEmpty()) {
            return List.of(Parameter.read("component", component, ComponentName::of));
        }
        if (!getImage().isEmpty() || !containerName.isEmpty() || port != 0) {
            throw new InvalidInput(
                    "preflight was given an image, a containerName or a port, but no component to which they belong",
                    "Add component: 'backend' or component: 'frontend'");
        }
        return List.of(EnvironmentSettings.BACKEND, EnvironmentSettings.FRONTEND);
    }

    public String getComponent() {
        return component;
    }

    @DataBoundSetter
    public void setComponent(String component) {
        this.component = FormText.trimmed(component);
    }

    public String getContainerName() {
        return containerName;
    }

    @DataBoundSetter
    public void setContainerName(String containerName) {
        this.containerName = FormText.trimmed(containerName);
    }

    public int getPort() {
        return port;
    }

    @DataBoundSetter
    public void setPort(int port) {
        this.port = port;
    }

    public Map<String, String> getEnv() {
        return Collections.unmodifiableMap(env);
    }

    @DataBoundSetter
    public void setEnv(Map<String, String> env) {
        this.env = Parameter.texts(env);
    }

    public boolean isFailOnError() {
        return failOnError;
    }

    @DataBoundSetter
    public void setFailOnError(boolean failOnError) {
        this.failOnError = failOnError;
    }

    /** Form and name of the step. */
    @Extension
    public static final class DescriptorImpl extends ChainStepDescriptor {

        public DescriptorImpl() {
            super("preflight");
        }

        @Override
        Set<String> lineParameters() {
            return Set.of("env");
        }

        @POST
        public FormValidation doCheckImage(@QueryParameter String value) {
            return FormChecks.optional(value, ImageRef::parse);
        }

        @POST
        public FormValidation doCheckContainerName(@QueryParameter String value) {
            return FormChecks.optional(value, ContainerRequest::nameOf);
        }

        @POST
        public FormValidation doCheckComponent(@QueryParameter String value) {
            return FormChecks.optional(value, ComponentName::of);
        }
    }
}
