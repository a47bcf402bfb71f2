package io.jenkins.plugins.promotionchain.engine.diagnose;

import io.jenkins.plugins.promotionchain.engine.deploy.HealthCheck;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.frontend.EnvConfig;
import io.jenkins.plugins.promotionchain.engine.frontend.FrontendLook;
import io.jenkins.plugins.promotionchain.engine.frontend.SiteSpec;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.migrate.MigrationDiagnosis;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightReport;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.time.Sleeper;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at the components of an environment one after the other, the backend first, and names what is wrong. */
public final class EnvironmentLook {

    private static final HealthCheck ANY_PAGE = HealthCheck.frontend("/");

    private final Clock clock;
    private final Sleeper sleeper;
    private final Log log;
    private final List<Diagnosis> diagnoses = new ArrayList<>();
    private final List<String> evidence = new ArrayList<>();

    /** @param log shows the last lines of what does not answer */
    public EnvironmentLook(Clock clock, Sleeper sleeper, Log log) {
        this.clock = clock;
        this.sleeper = sleeper;
        this.log = log;
    }

    /**
     * One component's container.
     *
     * @param published where visitors ask
     * @param checks what a look ahead has found
     * @param secrets that may stand in what it wrote
     */
    public record Component(ContainerName name, Endpoint published, PreflightReport checks, List<Sensitive> secrets) {

        public Component {
            secrets = List.copyOf(secrets);
        }
    }

    /** What is wrong, the likeliest cause first; none: nothing was found. */
    public List<Diagnosis> diagnoses() {
        return List.copyOf(diagnoses);
    }

    /** What was seen, one line each. */
    public List<String> evidence() {
        return List.copyOf(evidence);
    }

    /** A server that cannot be looked at, as the checks tell. */
    public void noWayIn(PreflightReport checks) {
        ContainerFindings nothing = new ContainerFindings(
                checks, Optional.empty(), List.of(), Optional.empty(), Optional.empty(), nothingSaid());
        conclude(checks, nothing.evidence(), new ContainerCauses(nothing).find());
    }

    /** @param usual how it is asked when its container does not say so */
    public void backend(Server server, Component component, HealthCheck usual)
            throws PromotionFailure, InterruptedException {
        ContainerFindings seen = look(server, component, usual);
        conclude(component.checks(), seen.evidence(), new ContainerCauses(seen).find());
    }

    /**
     * The frontend, after the backend.
     *
     * @param site in front of it; none where nginx has no part in it
     * @param backend where it reaches the backend
     * @param backendHealth how the backend is asked
     */
    public void frontend(
            Server server,
            Component component,
            Optional<SiteSpec> site,
            Optional<EnvConfig> config,
            Optional<Endpoint> backend,
            HealthCheck backendHealth)
            throws PromotionFailure, InterruptedException {
        ContainerFindings container = look(server, component, ANY_PAGE);
        Optional<FrontendLook.Seen> pages = site.isPresent()
                ? Optional.of(new FrontendLook(server).look(site.get(), backendHealth.path(), config))
                : Optional.empty();
        Optional<String> way = backend.isPresent()
                ? new ContainerLook(server, clock, sleeper).reaches(backend.get(), backendHealth)
                : Optional.empty();
        FrontendFindings seen = new FrontendFindings(container, pages, way);
        conclude(component.checks(), seen.evidence(), new FrontendCauses(seen, diagnoses()).find());
    }

    private ContainerFindings look(Server server, Component component, HealthCheck usual)
            throws PromotionFailure, InterruptedException {
        ContainerFindings seen = new ContainerLook(server, clock, sleeper)
                .look(component.name(), component.published(), usual, component.checks(), component.secrets());
        if (!seen.answersItself()) {
            seen.lastLines().forEach(log::line);
        }
        return seen;
    }

    private void conclude(PreflightReport checks, List<String> seen, List<Diagnosis> found) {
        seen.forEach(line -> evidence.add(checks.target().component() + ": " + line));
        diagnoses.addAll(found);
    }

    private static MigrationDiagnosis nothingSaid() {
        return MigrationDiagnosis.of("", List.of());
    }
}
