package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.config.FormText;
import io.jenkins.plugins.promotionchain.engine.deploy.ContainerRequest;
import io.jenkins.plugins.promotionchain.engine.deploy.DeploymentOutcome;
import io.jenkins.plugins.promotionchain.engine.deploy.HealthCheck;
import io.jenkins.plugins.promotionchain.engine.deploy.Workplace;
import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxInstallation;
import io.jenkins.plugins.promotionchain.engine.preflight.Preflight;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightReport;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightRequest;
import io.jenkins.plugins.promotionchain.engine.preflight.Purpose;
import io.jenkins.plugins.promotionchain.engine.ssh.SshTarget;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.stapler.DataBoundSetter;

/** What the two deployments have in common: a container, where it is published, and when it counts as healthy. */
public abstract class DeployStep extends SwapStep {

    private static final long serialVersionUID = 1L;

    private static final String DEFAULT_INTERVAL = "5s";

    private String containerName = "";
    private int port;
    private int containerPort;
    private String healthPath;
    private int healthAttempts;
    private String healthInterval = DEFAULT_INTERVAL;
    private int healthStatus;
    private String healthHost = "";
    private boolean preflight = true;

    /** @param defaults of the component's health check */
    DeployStep(int port, int containerPort, HealthCheck defaults) {
        this.port = port;
        this.containerPort = containerPort;
        this.healthPath = defaults.path();
        this.healthAttempts = defaults.attempts();
        this.healthStatus = defaults.expectedStatus();
    }

    ContainerName nameFor(StepTarget target) throws InvalidInput {
        return Parameter.read(
                "containerName",
                containerName.isEmpty() ? target.defaultName() : containerName,
                ContainerRequest::nameOf);
    }

    /** @param byDefault the address when the configuration names none; none: all of them */
    PublishedPort publishedOn(StepTarget target, Optional<HostAddress> byDefault) throws InvalidInput {
        return new PublishedPort(
                target.host().publishAddress().or(() -> byDefault),
                Parameter.read("port", port, Port::new),
                Parameter.read("containerPort", containerPort, Port::new));
    }

    /** Where the component is published when its step names no address. */
    abstract PublishedPort published(StepTarget target) throws InvalidInput;

    /**
     * Looks whether the deployment will find what it needs, unless the Jenkinsfile does not want that; nothing has been
     * changed yet.
     *
     * @param site name of the nginx site that will be written
     * @param envConfigDirectory where env-config.js will be written
     * @throws PromotionFailure when the deployment would fail for certain
     */
    void lookAhead(
            Workplace place,
            SshTarget access,
            ContainerRequest request,
            Optional<String> site,
            Optional<String> envConfigDirectory)
            throws PromotionFailure, InterruptedException {
        if (!preflight) {
            return;
        }
        Preflight look = new Preflight(place.connection(), NginxInstallation.packaged(), place.clock());
        PreflightRequest question = new PreflightRequest(
                Purpose.DEPLOYMENT,
                request.target(),
                access.endpoint().host(),
                request.name(),
                Optional.of(request.image()),
                request.login(),
                request.publish(),
                request.environment(),
                request.swap().strategy(),
                site,
                envConfigDirectory,
                Optional.of(place.id()));
        PreflightReport report = place.connection().steadily(() -> look.look(question));
        if (!report.checks().isEmpty()) {
            report.sum(place.log());
        }
        Optional<PromotionFailure> failure = PreflightReport.failureOf(List.of(report));
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    HealthCheck health() throws InvalidInput {
        return Parameter.read(
                "healthPath, healthHost, healthStatus, healthAttempts or healthInterval",
                healthPath,
                path -> new HealthCheck(
                        path,
                        healthStatus,
                        healthAttempts,
                        DurationText.parse(healthInterval),
                        Parameter.optional(healthHost).map(HostAddress::of)));
    }

    static Map<String, Object> resultOf(DeploymentOutcome outcome) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("environment", outcome.target().environment().value());
        result.put("component", outcome.target().component().value());
        result.put("container", outcome.container().value());
        result.put("image", outcome.image().toString());
        result.put("digest", outcome.image().digest().value());
        result.put("previousImage", outcome.previous().map(Object::toString).orElse(""));
        result.put("changed", outcome.changed());
        result.put("changes", FormText.list(outcome.changes()));
        result.put("healthStatus", (long) outcome.healthStatus());
        result.put("seconds", outcome.took().toSeconds());
        return result;
    }

    public String getContainerName() {
        return containerName;
    }

    @DataBoundSetter
    public void setContainerName(String containerName) {
        this.containerName = FormText.trimmed(containerName);
    }

    public boolean isPreflight() {
        return preflight;
    }

    @DataBoundSetter
    public void setPreflight(boolean preflight) {
        this.preflight = preflight;
    }

    public int getPort() {
        return port;
    }

    @DataBoundSetter
    public void setPort(int port) {
        this.port = port;
    }

    public int getContainerPort() {
        return containerPort;
    }

    @DataBoundSetter
    public void setContainerPort(int containerPort) {
        this.containerPort = containerPort;
    }

    public String getHealthPath() {
        return healthPath;
    }

    @DataBoundSetter
    public void setHealthPath(String healthPath) {
        this.healthPath = FormText.trimmed(healthPath);
    }

    public int getHealthAttempts() {
        return healthAttempts;
    }

    @DataBoundSetter
    public void setHealthAttempts(int healthAttempts) {
        this.healthAttempts = healthAttempts;
    }

    public String getHealthInterval() {
        return healthInterval;
    }

    @DataBoundSetter
    public void setHealthInterval(String healthInterval) {
        this.healthInterval = FormText.trimmed(healthInterval);
    }

    public int getHealthStatus() {
        return healthStatus;
    }

    @DataBoundSetter
    public void setHealthStatus(int healthStatus) {
        this.healthStatus = healthStatus;
    }

    public String getHealthHost() {
        return healthHost;
    }

    @DataBoundSetter
    public void setHealthHost(String healthHost) {
        this.healthHost = FormText.trimmed(healthHost);
    }
}
