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
import io.jenkins.plugins.promotionchain.engine.preflight.CheckKind;
import io.jenkins.plugins.promotionchain.engine.preflight.CheckResult;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightReport;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.ssh.SshTarget;
import io.jenkins.plugins.promotionchain.engine.time.Sleeper;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code diagnose}: finds out what is wrong with an environment and names the likely cause; changes nothing. */
public final class DiagnoseStep extends ServerStep {

    private static final long serialVersionUID = 1L;
    private static final Set<CheckKind> WAY_IN =
            EnumSet.of(CheckKind.CREDENTIALS, CheckKind.HOST, CheckKind.HOST_KEY, CheckKind.LOGIN, CheckKind.DOCKER);

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
        EnvironmentLook look = new EnvironmentLook(Clock.systemUTC(), Sleeper.real(), log);
        StepTarget backend = surroundings.target(this, EnvironmentSettings.BACKEND);
        each(look, backend, () -> backend(surroundings, backend, look, backendHealth));
        StepTarget frontend = surroundings.target(this, EnvironmentSettings.FRONTEND);
        each(look, frontend, () -> frontend(surroundings, frontend, look, backendHealth));
        Duration took = Duration.between(began, Clock.systemUTC().instant());
        String environment = backend.environment().name().toString();
        DiagnoseResult result = new DiagnoseResult(environment, look.diagnoses(), look.evidence(), took);
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

    /** A server that lets us in, and what a look ahead has found there. */
    private record Open(Server server, PreflightReport checks) {

        EnvironmentLook.Component component(
                StepTarget where, PublishedPort published, Optional<ImageRef> image, Map<String, Sensitive> values) {
            return new EnvironmentLook.Component(
                    ContainerName.of(where.defaultName()),
                    published.fromServer(),
                    checks,
                    image,
                    new TreeMap<>(values));
        }
    }

    private void backend(Surroundings surroundings, StepTarget target, EnvironmentLook look, HealthCheck backendHealth)
            throws PromotionFailure, IOException, InterruptedException {
        Optional<Open> open = open(surroundings, target, look);
        if (open.isPresent()) {
            try (Server server = open.get().server()) {
                PublishedPort published = new DeployBackendStep().published(target);
                look.backend(
                        server,
                        open.get()
                                .component(
                                        target,
                                        published,
                                        findImage(surroundings, target.component()),
                                        variablesOf(target, Map.of())),
                        backendHealth);
            }
        }
    }

    private Optional<Open> open(Surroundings surroundings, StepTarget target, EnvironmentLook look)
            throws PromotionFailure, IOException, InterruptedException {
        RunOn from = connectingFrom();
        PreflightReport checks = new PreflightQuestion(
                        surroundings, this, from, Optional.empty(), Optional.empty(), Map.of())
                .ask(target.component());
        boolean shut = checks.checks().stream()
                .anyMatch(check -> check.result() == CheckResult.FAILED && WAY_IN.contains(check.kind()));
        Optional<SshTarget> access = shut ? Optional.empty() : ServerAccess.find(target);
        if (access.isEmpty()) {
            look.noWayIn(checks);
            return Optional.empty();
        }
        return Optional.of(new Open(surroundings.connect(access.get(), from), checks));
    }

    private void frontend(Surroundings surroundings, StepTarget target, EnvironmentLook look, HealthCheck backendHealth)
            throws PromotionFailure, IOException, InterruptedException {
        Optional<Open> open = open(surroundings, target, look);
        if (open.isEmpty()) {
            return;
        }
        PublishedPort published = new DeployFrontendStep().published(target);
        Port port = Parameter.read("backendPort", backendPort, Port::new);
        Optional<Endpoint> backend =
                BackendAddress.find(target, Optional.empty()).map(host -> new Endpoint(host, port));
        Optional<SiteSpec> site = nginx ? Optional.of(SiteSpecs.of(target, published, backend)) : Optional.empty();
        SortedMap<String, String> values = EnvConfigValues.of(target, envConfig);
        Optional<EnvConfig> config =
                values.isEmpty() ? Optional.empty() : Optional.of(new EnvConfig(EnvConfig.DEFAULT_VARIABLE, values));
        try (Server server = open.get().server()) {
            look.frontend(
                    server,
                    open.get().component(target, published, Optional.empty(), Map.of()),
                    site,
                    config,
                    backend,
                    backendHealth);
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
