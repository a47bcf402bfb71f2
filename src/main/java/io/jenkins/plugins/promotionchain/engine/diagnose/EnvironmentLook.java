package io.jenkins.plugins.promotionchain.engine.diagnose;

import io.jenkins.plugins.promotionchain.engine.deploy.FrontSite;
import io.jenkins.plugins.promotionchain.engine.deploy.HealthCheck;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.frontend.EnvConfig;
import io.jenkins.plugins.promotionchain.engine.frontend.FrontendLook;
import io.jenkins.plugins.promotionchain.engine.frontend.SiteSpec;
import io.jenkins.plugins.promotionchain.engine.migrate.MigrationDiagnosis;
import io.jenkins.plugins.promotionchain.engine.preflight.CheckKind;
import io.jenkins.plugins.promotionchain.engine.preflight.CheckResult;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightCheck;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightReport;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.time.Sleeper;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Looks at the components of an environment one after the other, the backend first, and names what is wrong. */
public final class EnvironmentLook {

    private static final HealthCheck ANY_PAGE = HealthCheck.frontend("/");

    private final Clock clock;
    private final Sleeper sleeper;
    private final List<Diagnosis> diagnoses = new ArrayList<>();
    private final List<String> evidence = new ArrayList<>();
    private final List<String> lastLines = new ArrayList<>();

    /** A look at nothing yet. */
    public EnvironmentLook(Clock clock, Sleeper sleeper) {
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * One component's container.
     *
     * @param published where visitors ask
     * @param checks what a look ahead has found
     * @param image that the next migration would use; none: not asked
     * @param values of its environment, some of which may stand in what it wrote
     * @param failed the last deployment, where it did not succeed
     */
    public record Component(
            ContainerName name,
            Endpoint published,
            PreflightReport checks,
            Optional<ImageRef> image,
            SortedMap<String, Sensitive> values,
            Optional<LastDeployment> failed) {

        public Component {
            values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        }
    }

    /** What is wrong: what visitors suffer from first, and of that the likeliest cause; none: nothing was found. */
    public List<Diagnosis> diagnoses() {
        return diagnoses.stream()
                .sorted(Comparator.comparing(each -> each.problem().urgency()))
                .toList();
    }

    /** What was seen, one line each. */
    public List<String> evidence() {
        return List.copyOf(evidence);
    }

    /** What the containers wrote lastly that do not answer, each under a line that names it; for the log only. */
    public List<String> lastLines() {
        return List.copyOf(lastLines);
    }

    /** A server that cannot be looked at, as the checks tell. */
    public void noWayIn(PreflightReport checks) {
        List<PreflightCheck> failed = checks.checks().stream()
                .filter(check -> check.result() == CheckResult.FAILED)
                .toList();
        List<String> seen = failed.stream()
                .map(check -> check.kind() + ": " + check.found())
                .toList();
        List<Diagnosis> found = failed.stream()
                .limit(1)
                .map(check ->
                        new Diagnosis(Problem.NO_WAY_IN, checks.target().component(), check.found(), check.fix(), seen))
                .toList();
        conclude(checks, seen, found);
    }

    /** A credential without which the rest could be looked at, if its server were to be reached. */
    public void credentialMissing(PreflightReport checks) {
        checks.checks().stream()
                .filter(check -> check.kind() == CheckKind.CREDENTIALS && check.result() == CheckResult.FAILED)
                .forEach(check -> diagnoses.add(new Diagnosis(
                        Problem.CREDENTIAL_MISSING,
                        checks.target().component(),
                        check.found(),
                        check.fix(),
                        List.of())));
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
        undone(component, seen);
        if (seen.answersItself() && !seen.answersPublicly()) {
            proxyLog(server, component, List.of());
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

    /** Where something serves in spite of it, that is all there is to say; else it is one of the things that were seen. */
    private void undone(Component component, ContainerFindings seen) {
        ComponentName name = component.checks().target().component();
        component.failed().ifPresent(last -> {
            evidence.add(name + ": " + last.inWords());
            seen.container()
                    .filter(serving -> seen.answersItself() && seen.answersPublicly())
                    .ifPresent(serving -> diagnoses.add(new Diagnosis(
                            Problem.DEPLOYMENT_FAILED,
                            name,
                            last.inWords(serving),
                            "Visitors are served; put right what that build tells and deploy again",
                            seen.evidence())));
        });
    }

    private void proxyLog(Server server, Component component, List<String> more)
            throws PromotionFailure, InterruptedException {
        List<String> sites = new ArrayList<>(List.of(FrontSite.name(component.name())));
        sites.addAll(more);
        for (String line : new ProxyLog(server).about(sites)) {
            evidence.add(component.checks().target().component() + ": nginx: " + line);
        }
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
        undone(component, container);
        if (pages.isPresent()
                && (pages.get().page().isPresent() || pages.get().backend().isPresent())) {
            proxyLog(server, component, List.of(site.get().name()));
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
            lastLines.addAll(seen.lastLines());
        }
        return seen;
    }

    private void conclude(PreflightReport checks, List<String> seen, List<Diagnosis> found) {
        seen.forEach(line -> evidence.add(checks.target().component() + ": " + line));
        diagnoses.addAll(found);
    }
}
