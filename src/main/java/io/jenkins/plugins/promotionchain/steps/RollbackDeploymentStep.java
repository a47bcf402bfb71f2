package io.jenkins.plugins.promotionchain.steps;

import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.promotionchain.config.EnvironmentSettings;
import io.jenkins.plugins.promotionchain.config.FormChecks;
import io.jenkins.plugins.promotionchain.config.FormText;
import io.jenkins.plugins.promotionchain.engine.deploy.ContainerEnvironment;
import io.jenkins.plugins.promotionchain.engine.deploy.ContainerRequest;
import io.jenkins.plugins.promotionchain.engine.deploy.Rollback;
import io.jenkins.plugins.promotionchain.engine.deploy.RollbackRequest;
import io.jenkins.plugins.promotionchain.engine.deploy.RollbackTarget;
import io.jenkins.plugins.promotionchain.engine.deploy.Workplace;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxInstallation;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.ssh.SshTarget;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code rollbackDeployment}: lets an earlier version of a component serve again. */
public final class RollbackDeploymentStep extends SwapStep {

    private static final long serialVersionUID = 1L;
    static final String PREVIOUS = "previous";
    private static final Pattern NUMBER = Pattern.compile("#?([0-9]{1,9})");

    private String component = EnvironmentSettings.BACKEND.value();
    private String to = PREVIOUS;
    private String containerName = "";
    private Map<String, String> env = Parameter.texts(Map.of());

    /** Back to what served before. */
    @DataBoundConstructor
    public RollbackDeploymentStep() {}

    @Override
    Map<String, Object> perform(Surroundings surroundings) throws PromotionFailure, IOException, InterruptedException {
        RunOn from = connectingFrom();
        ComponentName name = Parameter.read("component", component, ComponentName::of);
        RollbackTarget back = target(surroundings, name);
        StepTarget where = surroundings.target(this, name);
        ContainerName container = Parameter.read(
                "containerName",
                containerName.isEmpty() ? where.defaultName() : containerName,
                ContainerRequest::nameOf);
        Optional<SshTarget> access = ServerAccess.find(where);
        boolean frontend = name.equals(EnvironmentSettings.FRONTEND);
        Map<String, Sensitive> variables = frontend ? Map.of() : variablesOf(where, env);
        where.refuseWhenMissing();
        RollbackRequest request = new RollbackRequest(
                where.deployment(),
                container,
                back,
                registry -> where.registryLogin(registry, Optional.empty()),
                new ContainerEnvironment(where.envFile(), variables),
                swap(),
                surroundings.buildUrl());
        try (Workplace place = surroundings.workplace(access.orElseThrow(), from)) {
            Rollback rollback = new Rollback(place, NginxInstallation.packaged());
            ContainerRequest found = rollback.find(request);
            RecordedDeployment deployment = RecordedDeployment.admitRollback(surroundings, where, found, forced());
            return DeployStep.resultOf(deployment.run(() -> rollback.deploy(found)));
        }
    }

    /** An image that is named goes before {@code to}; a build of this job is asked what it deployed. */
    private RollbackTarget target(Surroundings surroundings, ComponentName name)
            throws PromotionFailure, IOException, InterruptedException {
        if (!getImage().isEmpty()) {
            if (!to.equals(PREVIOUS)) {
                throw new InvalidInput(
                        "rollbackDeployment was given both an image and to: '" + to + "'", "Give one of the two");
            }
            ImageRef image = Parameter.read("image", getImage(), ImageRef::parse);
            return new RollbackTarget.Digest(image.digest());
        }
        RollbackTarget parsed = Parameter.read("to", to, RollbackDeploymentStep::parse);
        if (parsed instanceof RollbackTarget.Build build) {
            Optional<ImageRef> deployed = surroundings.images().recallOf(build.number(), name);
            return deployed.<RollbackTarget>map(image -> new RollbackTarget.Digest(image.digest()))
                    .orElse(new RollbackTarget.Build(build.number(), surroundings.jobUrl()));
        }
        return parsed;
    }

    /** @throws IllegalArgumentException when the text names nothing to go back to */
    static RollbackTarget parse(String text) {
        if (text.equals(PREVIOUS)) {
            return new RollbackTarget.Previous();
        }
        if (NUMBER.matcher(text).matches()) {
            return new RollbackTarget.Build(Integer.parseInt(text.replace("#", "")), "");
        }
        if (ImageDigest.isValid(text)) {
            return new RollbackTarget.Digest(ImageDigest.of(text));
        }
        throw new IllegalArgumentException(
                "'" + text + "' is nothing to go back to: " + PREVIOUS + ", the number of a build, or sha256:…");
    }

    public String getComponent() {
        return component;
    }

    @DataBoundSetter
    public void setComponent(String component) {
        this.component = FormText.trimmed(component).isEmpty()
                ? EnvironmentSettings.BACKEND.value()
                : FormText.trimmed(component);
    }

    public String getTo() {
        return to;
    }

    @DataBoundSetter
    public void setTo(String to) {
        this.to = FormText.trimmed(to).isEmpty() ? PREVIOUS : FormText.trimmed(to);
    }

    public String getContainerName() {
        return containerName;
    }

    @DataBoundSetter
    public void setContainerName(String containerName) {
        this.containerName = FormText.trimmed(containerName);
    }

    public Map<String, String> getEnv() {
        return Collections.unmodifiableMap(env);
    }

    @DataBoundSetter
    public void setEnv(Map<String, String> env) {
        this.env = Parameter.texts(env);
    }

    /** Form and name of the step. */
    @Extension
    public static final class DescriptorImpl extends SwapStepDescriptor {

        public DescriptorImpl() {
            super("rollbackDeployment");
        }

        @Override
        Set<String> lineParameters() {
            return Set.of("env");
        }

        @POST
        public FormValidation doCheckComponent(@QueryParameter String value) {
            return FormChecks.optional(value, ComponentName::of);
        }

        @POST
        public FormValidation doCheckTo(@QueryParameter String value) {
            return FormChecks.optional(value, RollbackDeploymentStep::parse);
        }
    }
}
