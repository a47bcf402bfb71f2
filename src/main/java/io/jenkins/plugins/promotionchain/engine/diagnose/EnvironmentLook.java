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
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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
     * @param image that the next migration would use; none: not asked
     * @param values of its environment, some of which may stand in what it wrote
     */
    public record Component(
            ContainerName name,
            Endpoint published,
            PreflightReport checks,
            Optional<ImageRef> image,
            SortedMap<String, Sensitive> values) {

        public Component {
            values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
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

    /** The look itself came to an end. */
    public void failed(DeploymentTarget target, PromotionFailure failure) {
        evidence.add(target.component() + ": " + failure.whatFailed());
        diagnoses.add(new Diagnosis(
                Problem.NO_WAY_IN, target.component(), failure.whatFailed(), failure.whatToDo(), List.of()));
    }

    /** @param usual how it is asked when its container does not say so */
    public void backend(Server server, Component component, HealthCheck usual)
            throws PromotionFailure, InterruptedException {
        ContainerFindings seen = look(server, component, usual);
        List<Diagnosis> found = new ArrayList<>(new ContainerCauses(seen).find());
        if (found.stream().noneMatch(each -> each.problem() == Problem.MIGRATION_FAILS)
                && component.image().isPresent()) {
            new MigrationLook(server)
                    .trouble(component.image().get(), component.values())
                    .map(said -> nextMigration(component, seen, said))
                    .ifPresent(found::add);
        }
        conclude(component.checks(), seen.evidence(), found);
        if (seen.answersItself() && !seen.answersPublicly()) {
            proxyLog(server, component.checks());
        }
    }

    private static Diagnosis nextMigration(Component component, ContainerFindings seen, MigrationDiagnosis said) {
        return new Diagnosis(
                Problem.MIGRATION_FAILS,
                component.checks().target().component(),
                "with the credentials that Jenkins has now, the migration says: " + said.line(),
                said.whatToDo(),
                seen.evidence());
    }

    private void proxyLog(Server server, PreflightReport checks) throws PromotionFailure, InterruptedException {
        ProxyLog.lastLines(server).forEach(line -> evidence.add(checks.target().component() + ": nginx: " + line));
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
        if (pages.isPresent()
                && (pages.get().page().isPresent() || pages.get().backend().isPresent())) {
            proxyLog(server, component.checks());
        }
    }

    private ContainerFindings look(Server server, Component component, HealthCheck usual)
            throws PromotionFailure, InterruptedException {
        ContainerFindings seen = new ContainerLook(server, clock, sleeper)
                .look(
                        component.name(),
                        component.published(),
                        usual,
                        component.checks(),
                        component.values().values());
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
