package io.jenkins.plugins.promotionchain.engine.diagnose;

import io.jenkins.plugins.promotionchain.engine.deploy.HealthCheck;
import io.jenkins.plugins.promotionchain.engine.deploy.HealthProbe;
import io.jenkins.plugins.promotionchain.engine.deploy.HealthReport;
import io.jenkins.plugins.promotionchain.engine.deploy.ServerContainers;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerLabels;
import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
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
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Looks at a component's container: its state, its last lines, and what it answers, asked once each. */
final class ContainerLook {

    private static final int LAST_LINES = 50;

    private final Server server;
    private final ServerContainers containers;
    private final HealthProbe probe;

    ContainerLook(Server server, Clock clock, Sleeper sleeper) {
        this.server = server;
        this.containers = new ServerContainers(server);
        this.probe = new HealthProbe(server, clock, sleeper, Log.nowhere());
    }

    /**
     * Looks.
     *
     * @param published where visitors ask when its container does not say so
     * @param usual how it is asked when its container does not say so
     * @param secrets that may stand in what it wrote
     */
    ContainerFindings look(
            ContainerName name,
            Endpoint published,
            HealthCheck usual,
            PreflightReport checks,
            Collection<Sensitive> secrets)
            throws PromotionFailure, InterruptedException {
        Optional<ContainerInspection> found = containers.find(name);
        List<String> lines = new ArrayList<>();
        if (found.isPresent()) {
            containers.showLastLines(name, LAST_LINES, lines::add);
        }
        HealthCheck check = found.map(container -> container.labels().get(ContainerLabels.HEALTH))
                .map(HealthCheck::ofLabel)
                .orElse(usual);
        Endpoint visitors = found.map(container -> container.labels().get(ContainerLabels.PUBLISH))
                .map(text -> PublishedPort.parse(text).fromServer())
                .orElse(published);
        Optional<HealthReport> itself = Optional.empty();
        Optional<HealthReport> publicly = Optional.empty();
        if (found.filter(ContainerInspection::running).isPresent()) {
            Endpoint own = Optional.ofNullable(found.get().labels().get(ContainerLabels.SLOT))
                    .map(Endpoint::parse)
                    .orElse(visitors);
            itself = Optional.of(ask(own, visitors, check));
            publicly = Optional.of(own.equals(visitors) ? itself.get() : ask(visitors, visitors, check));
        }
        return new ContainerFindings(
                checks,
                found,
                lines,
                itself,
                publicly,
                MigrationDiagnosis.of(String.join("\n", withoutMargin(lines)), secrets));
    }

    /** Whether this server reaches an address of another one. */
    Optional<String> reaches(Endpoint other, HealthCheck check) throws PromotionFailure, InterruptedException {
        HealthReport report = ask(other, other, check);
        return report.last().status().isPresent()
                ? Optional.empty()
                : Optional.of(other + " cannot be reached from " + server.place() + ": " + report.last());
    }

    private HealthReport ask(Endpoint target, Endpoint known, HealthCheck check)
            throws PromotionFailure, InterruptedException {
        return probe.await(target, known, check, () -> Optional.of("asked once only"));
    }

    /** As {@link ServerContainers#showLastLines} sets them off. */
    private static List<String> withoutMargin(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("  | "))
                .map(line -> line.substring(4))
                .toList();
    }
}
