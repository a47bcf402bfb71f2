package io.jenkins.plugins.promotionchain.steps;

import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.promotionchain.config.EnvironmentSettings;
import io.jenkins.plugins.promotionchain.config.FormChecks;
import io.jenkins.plugins.promotionchain.config.FormText;
import io.jenkins.plugins.promotionchain.engine.deploy.HealthCheck;
import io.jenkins.plugins.promotionchain.engine.diagnose.EnvironmentLook;
import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.frontend.EnvConfig;
import io.jenkins.plugins.promotionchain.engine.frontend.SiteSpec;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.time.Sleeper;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code diagnose}: finds out what is wrong with an environment and names the likely cause; changes nothing. */
public final class DiagnoseStep extends ServerStep {

    private static final long serialVersionUID = 1L;
    private String healthPath = DeployBackendStep.HEALTH_PATH;
    private Map<String, String> envConfig = Parameter.texts(Map.of());
    private boolean nginx = true;
    private int backendPort = DeployBackendStep.PORT;

    /** A look at the branch's environment. */
    @DataBoundConstructor
    public DiagnoseStep() {}

    @Override
    Map<String, Object> perform(Surroundings surroundings) throws PromotionFailure, IOException, InterruptedException {
        Instant began = Clock.systemUTC().instant();
        HealthCheck backendHealth = Parameter.read("healthPath", healthPath, HealthCheck::backend);
        Parameter.complete("envConfig", envConfig);
        Log log = surroundings.log();
        EnvironmentLook look = new EnvironmentLook(Clock.systemUTC(), Sleeper.real());
        StepTarget backend = surroundings.target(this, EnvironmentSettings.BACKEND);
        each(look, backend, () -> backend(surroundings, backend, look, backendHealth));
        StepTarget frontend = surroundings.target(this, EnvironmentSettings.FRONTEND);
        each(look, frontend, () -> frontend(surroundings, frontend, look, backendHealth));
        Duration took = Duration.between(began, Clock.systemUTC().instant());
        String environment = backend.environment().name().toString();
        DiagnoseResult result =
                new DiagnoseResult(environment, look.diagnoses(), look.evidence(), look.lastLines(), took);
        result.show(log);
        return result.map(surroundings::mask);
    }

    @FunctionalInterface
    private interface Looking {
        void look() throws PromotionFailure, IOException, InterruptedException;
    }

    /** What hinders the look at one component is a finding, too, and the other one is looked at all the same. */
    private static void each(EnvironmentLook look, StepTarget target, Looking looking)
            throws IOException, InterruptedException {
        try {
            looking.look();
        } catch (PromotionFailure e) {
            look.failed(target.deployment(), e);
        }
    }

    private void backend(Surroundings surroundings, StepTarget target, EnvironmentLook look, HealthCheck backendHealth)
            throws PromotionFailure, IOException, InterruptedException {
        Optional<DiagnosedPlace> open = DiagnosedPlace.open(surroundings, this, target, look);
        if (open.isPresent()) {
            try (DiagnosedPlace place = open.get()) {
                look.backend(place.server(), place.component(new DeployBackendStep().published(target)), backendHealth);
            }
        }
    }

    private void frontend(Surroundings surroundings, StepTarget target, EnvironmentLook look, HealthCheck backendHealth)
            throws PromotionFailure, IOException, InterruptedException {
        Optional<DiagnosedPlace> open = DiagnosedPlace.open(surroundings, this, target, look);
        if (open.isEmpty()) {
            return;
        }
        try (DiagnosedPlace place = open.get()) {
            PublishedPort published = new DeployFrontendStep().published(target);
            Optional<Endpoint> backend = backendOf(place);
            Optional<SiteSpec> site = nginx ? Optional.of(SiteSpecs.of(target, published, backend)) : Optional.empty();
            SortedMap<String, String> values = EnvConfigValues.of(target, envConfig);
            Optional<EnvConfig> config = values.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new EnvConfig(EnvConfig.DEFAULT_VARIABLE, values));
            look.frontend(place.server(), place.component(published), site, config, backend, backendHealth);
        }
    }

    private Optional<Endpoint> backendOf(DiagnosedPlace place) throws PromotionFailure {
        Port port = Parameter.read("backendPort", backendPort, Port::new);
        try {
            return BackendAddress.find(place.target(), Optional.empty()).map(host -> new Endpoint(host, port));
        } catch (PromotionFailure e) {
            if (place.complete()) {
                throw e;
            }
            // the checks tell it as the credential that is wrong
            return Optional.empty();
        }
    }

    public String getHealthPath() {
        return healthPath;
    }

    @DataBoundSetter
    public void setHealthPath(String healthPath) {
        this.healthPath =
                FormText.trimmed(healthPath).isEmpty() ? DeployBackendStep.HEALTH_PATH : FormText.trimmed(healthPath);
    }

    public Map<String, String> getEnvConfig() {
        return Collections.unmodifiableMap(envConfig);
    }

    @DataBoundSetter
    public void setEnvConfig(Map<String, String> envConfig) {
        this.envConfig = Parameter.texts(envConfig);
    }

    public int getBackendPort() {
        return backendPort;
    }

    @DataBoundSetter
    public void setBackendPort(int backendPort) {
        this.backendPort = backendPort;
    }

    public boolean isNginx() {
        return nginx;
    }

    @DataBoundSetter
    public void setNginx(boolean nginx) {
        this.nginx = nginx;
    }

    /** Form and name of the step. */
    @Extension
    public static final class DescriptorImpl extends ChainStepDescriptor {

        public DescriptorImpl() {
            super("diagnose");
        }

        @Override
        Set<String> lineParameters() {
            return Set.of("envConfig");
        }

        @POST
        public FormValidation doCheckImage(@QueryParameter String value) {
            return FormChecks.optional(value, ImageRef::parse);
        }

        @POST
        public FormValidation doCheckHealthPath(@QueryParameter String value) {
            return FormChecks.optional(value, HealthCheck::backend);
        }
    }
}
