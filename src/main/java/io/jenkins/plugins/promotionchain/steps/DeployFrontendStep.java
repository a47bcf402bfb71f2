package io.jenkins.plugins.promotionchain.steps;

import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.promotionchain.config.EnvironmentSettings;
import io.jenkins.plugins.promotionchain.config.FormChecks;
import io.jenkins.plugins.promotionchain.config.FormText;
import io.jenkins.plugins.promotionchain.engine.deploy.ContainerEnvironment;
import io.jenkins.plugins.promotionchain.engine.deploy.ContainerRequest;
import io.jenkins.plugins.promotionchain.engine.deploy.HealthCheck;
import io.jenkins.plugins.promotionchain.engine.deploy.Workplace;
import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.frontend.EnvConfig;
import io.jenkins.plugins.promotionchain.engine.frontend.FrontendDeployment;
import io.jenkins.plugins.promotionchain.engine.frontend.SiteSpec;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxInstallation;
import io.jenkins.plugins.promotionchain.engine.ssh.SshTarget;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code deployFrontend}: puts an image into service as the frontend of an environment, behind the host's nginx. */
public final class DeployFrontendStep extends DeployStep {

    private static final long serialVersionUID = 1L;
    private static final int PORT = 8080;
    private static final int CONTAINER_PORT = 80;
    private static final HostAddress LOOPBACK = HostAddress.of("127.0.0.1");

    private Map<String, String> envConfig = Parameter.texts(Map.of());
    private boolean nginx = true;
    private String backendHost = "";
    private int backendPort = DeployBackendStep.PORT;

    /** A deployment of this build's image with the defaults. */
    @DataBoundConstructor
    public DeployFrontendStep() {
        super(PORT, CONTAINER_PORT, HealthCheck.frontend("/"));
    }

    @Override
    Map<String, Object> perform(Surroundings surroundings) throws PromotionFailure, IOException, InterruptedException {
        RunOn from = connectingFrom();
        StepTarget target = surroundings.target(this, EnvironmentSettings.FRONTEND);
        ImageRef image = imageOf(surroundings, target.component());
        Optional<SshTarget> access = ServerAccess.find(target);
        Optional<RegistryLogin> login = target.registryLogin(image.repository().registry(), Optional.empty());
        Map<String, String> publicValues = EnvConfigValues.of(target, Parameter.complete("envConfig", envConfig));
        Optional<EnvConfig> values = publicValues.isEmpty()
                ? Optional.empty()
                : Optional.of(new EnvConfig(EnvConfig.DEFAULT_VARIABLE, publicValues));
        PublishedPort publish = published(target);
        Optional<SiteSpec> site = nginx ? Optional.of(site(target, publish)) : Optional.empty();
        target.refuseWhenMissing();
        RecordedDeployment deployment = RecordedDeployment.admit(surroundings, target, image, forced());
        ContainerRequest request = new ContainerRequest(
                target.deployment(),
                nameFor(target),
                image,
                login,
                publish,
                List.of(),
                new ContainerEnvironment(target.envFile(), Map.of()),
                health(),
                nginx ? swap() : swap().withoutNginxUnlessAskedFor(),
                Optional.empty(),
                surroundings.buildUrl());
        String directory = target.host().site().envConfigDirectory().orElse(FrontendDeployment.DEFAULT_ENV_DIRECTORY);
        try (Workplace place = surroundings.workplace(access.orElseThrow(), from)) {
            lookAhead(
                    place,
                    access.get(),
                    request,
                    site.map(SiteSpec::name),
                    values.isPresent() ? Optional.of(directory) : Optional.empty());
            return resultOf(deployment.run(() -> new FrontendDeployment(place, NginxInstallation.packaged())
                    .deploy(request, values, directory, site)));
        }
    }

    @Override
    PublishedPort published(StepTarget target) throws InvalidInput {
        return publishedOn(target, Optional.of(LOOPBACK));
    }

    private SiteSpec site(StepTarget target, PublishedPort publish) throws PromotionFailure {
        Port port = Parameter.read("backendPort", backendPort, Port::new);
        Optional<HostAddress> backend =
                BackendAddress.find(target, Parameter.readOptional("backendHost", backendHost, HostAddress::of));
        return SiteSpecs.of(target, publish, backend.map(host -> new Endpoint(host, port)));
    }

    public Map<String, String> getEnvConfig() {
        return Collections.unmodifiableMap(envConfig);
    }

    @DataBoundSetter
    public void setEnvConfig(Map<String, String> envConfig) {
        this.envConfig = Parameter.texts(envConfig);
    }

    public boolean isNginx() {
        return nginx;
    }

    @DataBoundSetter
    public void setNginx(boolean nginx) {
        this.nginx = nginx;
    }

    public String getBackendHost() {
        return backendHost;
    }

    @DataBoundSetter
    public void setBackendHost(String backendHost) {
        this.backendHost = FormText.trimmed(backendHost);
    }

    public int getBackendPort() {
        return backendPort;
    }

    @DataBoundSetter
    public void setBackendPort(int backendPort) {
        this.backendPort = backendPort;
    }

    /** Form and name of the step. */
    @Extension
    public static final class DescriptorImpl extends DeployStepDescriptor {

        public DescriptorImpl() {
            super("deployFrontend");
        }

        @Override
        Set<String> lineParameters() {
            return Set.of("envConfig");
        }

        @POST
        public FormValidation doCheckBackendHost(@QueryParameter String value) {
            return FormChecks.optional(value, HostAddress::of);
        }

        @POST
        public FormValidation doCheckBackendPort(@QueryParameter String value) {
            return FormChecks.required(value, FormText::port);
        }
    }
}
