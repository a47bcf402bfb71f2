package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.config.EnvironmentSettings;
import io.jenkins.plugins.promotionchain.engine.diagnose.EnvironmentLook;
import io.jenkins.plugins.promotionchain.engine.diagnose.LastDeployment;
import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import io.jenkins.plugins.promotionchain.engine.failure.LedgerFailure;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.preflight.CheckKind;
import io.jenkins.plugins.promotionchain.engine.preflight.CheckResult;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightCheck;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightReport;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.ssh.SshTarget;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.ledger.Ledger;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A server that lets {@code diagnose} in, and what a look ahead has found there.
 *
 * @param image that the next deployment would take, where it is known
 * @param values of the environment that are known, also where others are missing
 */
record DiagnosedPlace(
        StepTarget target,
        Server server,
        PreflightReport checks,
        Optional<ImageRef> image,
        Map<String, Sensitive> values,
        Optional<LastDeployment> failed)
        implements AutoCloseable {

    private static final Set<CheckKind> WAY_IN =
            EnumSet.of(CheckKind.HOST, CheckKind.HOST_KEY, CheckKind.LOGIN, CheckKind.DOCKER);

    /** @return none where nobody is let in; the look then knows why */
    static Optional<DiagnosedPlace> open(
            Surroundings surroundings, ServerStep step, StepTarget target, EnvironmentLook look)
            throws PromotionFailure, IOException, InterruptedException {
        PreflightReport checks = new PreflightQuestion(
                        surroundings, step, step.connectingFrom(), Optional.empty(), Optional.empty(), Map.of())
                .ask(target.component());
        boolean shut = checks.checks().stream()
                .anyMatch(check -> check.result() == CheckResult.FAILED && WAY_IN.contains(check.kind()));
        Optional<SshTarget> access = shut ? Optional.empty() : ServerAccess.find(target);
        if (access.isEmpty()) {
            look.noWayIn(checks);
            return Optional.empty();
        }
        Optional<ImageRef> image =
                isBackend(target) ? step.findImage(surroundings, target.component()) : Optional.empty();
        Map<String, Sensitive> values = isBackend(target) ? known(target) : Map.of();
        Optional<LastDeployment> failed = failed(surroundings, target.deployment());
        Server server;
        try {
            server = surroundings.connect(access.get(), step.connectingFrom());
        } catch (PromotionFailure e) {
            look.credentialMissing(checks);
            throw e;
        }
        try {
            Optional<PreflightCheck> missing = missing(checks);
            PreflightReport all = missing.isEmpty()
                    ? checks
                    : new RemainingChecks(target, image, values).ask(server, access.get(), missing.get());
            return Optional.of(new DiagnosedPlace(target, server, all, image, values, failed));
        } catch (PromotionFailure | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    EnvironmentLook.Component component(PublishedPort published) {
        return new EnvironmentLook.Component(
                ContainerName.of(target.defaultName()),
                published.fromServer(),
                checks,
                // without all of its values a migration would fail for that, which is told already
                complete() ? image : Optional.empty(),
                new TreeMap<>(values),
                failed);
    }

    /** Whether no credential is missing or wrong, as far as one can tell without the server. */
    boolean complete() {
        return missing(checks).isEmpty();
    }

    @Override
    public void close() {
        server.close();
    }

    private static Optional<PreflightCheck> missing(PreflightReport checks) {
        return checks.checks().stream()
                .filter(check -> check.kind() == CheckKind.CREDENTIALS && check.result() == CheckResult.FAILED)
                .findFirst();
    }

    private static Map<String, Sensitive> known(StepTarget target) {
        try {
            return ServerStep.variablesOf(target, Map.of());
        } catch (PromotionFailure e) {
            // the checks tell it as their first failure
            return Map.of();
        }
    }

    /** The last one, where it did not become healthy. */
    private static Optional<LastDeployment> failed(Surroundings surroundings, DeploymentTarget place)
            throws PromotionFailure, IOException, InterruptedException {
        try {
            Ledger ledger = surroundings.ledger(place.application());
            Instant since = ledger.current(place).map(Deployed::at).orElse(Instant.EPOCH);
            return ledger.at(place, since).stream()
                    .filter(Deployed.class::isInstance)
                    .map(Deployed.class::cast)
                    .reduce((before, last) -> last)
                    .filter(last -> last.outcome() != Deployed.Outcome.HEALTHY)
                    .map(last -> new LastDeployment(
                            last.image(), last.at(), last.build().toString(), last.reason()));
        } catch (LedgerFailure e) {
            surroundings.log().line("WARNING: whether the last deployment failed is not known: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean isBackend(StepTarget target) {
        return target.component().equals(EnvironmentSettings.BACKEND);
    }
}
