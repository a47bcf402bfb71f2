package io.jenkins.plugins.promotionchain.steps;

import hudson.Extension;
import io.jenkins.plugins.promotionchain.config.EnvironmentSettings;
import io.jenkins.plugins.promotionchain.config.FormText;
import io.jenkins.plugins.promotionchain.engine.deploy.BackendDeployment;
import io.jenkins.plugins.promotionchain.engine.deploy.ContainerEnvironment;
import io.jenkins.plugins.promotionchain.engine.deploy.ContainerRequest;
import io.jenkins.plugins.promotionchain.engine.deploy.HealthCheck;
import io.jenkins.plugins.promotionchain.engine.deploy.Workplace;
import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxInstallation;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.ssh.SshTarget;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code deployBackend}: puts an image into service as the backend of an environment. */
public final class DeployBackendStep extends DeployStep {

    private static final long serialVersionUID = 1L;
    static final int PORT = 8000;
    static final String HEALTH_PATH = "/api/v1/health/";

    private List<String> volumes = FormText.list(List.of());
    private Map<String, String> env = Parameter.texts(Map.of());
    private boolean collectStatic;

    /** A deployment of this build's image with the defaults. */
    @DataBoundConstructor
    public DeployBackendStep() {
        super(PORT, PORT, HealthCheck.backend(HEALTH_PATH));
    }

    @Override
    Map<String, Object> perform(Surroundings surroundings) throws PromotionFailure, IOException, InterruptedException {
        RunOn from = connectingFrom();
        StepTarget target = surroundings.target(this, EnvironmentSettings.BACKEND);
        ImageRef image = imageOf(surroundings, target.component());
        Optional<SshTarget> access = ServerAccess.find(target);
        Optional<RegistryLogin> login = target.registryLogin(image.repository().registry(), Optional.empty());
        Map<String, Sensitive> variables = variablesOf(target, env);
        target.refuseWhenMissing();
        RecordedDeployment deployment = RecordedDeployment.admit(surroundings, target, image, forced());
        ContainerRequest request = new ContainerRequest(
                target.deployment(),
                nameFor(target),
                image,
                login,
                published(target),
                volumes,
                new ContainerEnvironment(target.envFile(), variables),
                health(),
                swap(),
                Optional.empty(),
                surroundings.buildUrl());
        Optional<String> afterwards =
                collectStatic ? Optional.of(BackendDeployment.DEFAULT_COLLECT_STATIC) : Optional.empty();
        try (Workplace place = surroundings.workplace(access.orElseThrow(), from)) {
            lookAhead(place, access.get(), request, Optional.empty(), Optional.empty());
            return resultOf(deployment.run(
                    () -> new BackendDeployment(place, NginxInstallation.packaged()).deploy(request, afterwards)));
        }
    }

    @Override
    PublishedPort published(StepTarget target) throws InvalidInput {
        return publishedOn(target, Optional.empty());
    }

    public List<String> getVolumes() {
        return Collections.unmodifiableList(volumes);
    }

    @DataBoundSetter
    public void setVolumes(List<String> volumes) {
        this.volumes = FormText.list(volumes);
    }

    public Map<String, String> getEnv() {
        return Collections.unmodifiableMap(env);
    }

    @DataBoundSetter
    public void setEnv(Map<String, String> env) {
        this.env = Parameter.texts(env);
    }

    public boolean isCollectStatic() {
        return collectStatic;
    }

    @DataBoundSetter
    public void setCollectStatic(boolean collectStatic) {
        this.collectStatic = collectStatic;
    }

    /** Form and name of the step. */
    @Extension
    public static final class DescriptorImpl extends DeployStepDescriptor {

        public DescriptorImpl() {
            super("deployBackend");
        }

        @Override
        Set<String> lineParameters() {
            return Set.of("volumes", "env");
        }
    }
}
