package io.jenkins.plugins.promotionchain.engine.status;

import io.jenkins.plugins.promotionchain.engine.deploy.HealthCheck;
import io.jenkins.plugins.promotionchain.engine.deploy.HealthProbe;
import io.jenkins.plugins.promotionchain.engine.deploy.HealthReport;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerLabels;
import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.time.Sleeper;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.time.Clock;
import java.util.Optional;

/** Asks a server how a component stands: one script, and one health question at the public port. Changes nothing. */
public final class StatusQuestion {

    private final Server server;
    private final Clock clock;
    private final Sleeper sleeper;

    public StatusQuestion(Server server, Clock clock, Sleeper sleeper) {
        this.server = server;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * @param expected what was deployed last; none where nothing is recorded
     * @throws PromotionFailure when the server or its docker engine cannot be asked; never because of what they answer
     */
    public ComponentStatus ask(StatusRequest request, Optional<Expectation> expected)
            throws PromotionFailure, InterruptedException {
        StatusFacts facts = new StatusScript(request).run(server);
        return StatusJudge.judge(request, facts, expected, health(facts));
    }

    private HealthNow health(StatusFacts facts) throws PromotionFailure, InterruptedException {
        Optional<ContainerInspection> container = facts.container().map(StatusFacts.Found::inspection);
        if (container.isEmpty() || !container.get().running()) {
            return HealthNow.notAsked("it does not run");
        }
        String label = container.get().labels().getOrDefault(ContainerLabels.HEALTH, "");
        String publish = container.get().labels().getOrDefault(ContainerLabels.PUBLISH, "");
        if (label.isEmpty() || publish.isEmpty()) {
            return HealthNow.notAsked("the container does not say how");
        }
        try {
            return asked(PublishedPort.parse(publish).fromServer(), HealthCheck.ofLabel(label));
        } catch (IllegalArgumentException e) {
            return HealthNow.notAsked("the container's labels cannot be read: " + e.getMessage());
        }
    }

    private HealthNow asked(Endpoint endpoint, HealthCheck check) throws PromotionFailure, InterruptedException {
        HealthReport report = new HealthProbe(server, clock, sleeper, Log.nowhere()).once(endpoint, check);
        String detail = "GET " + endpoint + check.path() + ": " + report.last().brief();
        return report.healthy()
                ? new HealthNow(HealthNow.State.HEALTHY, detail)
                : new HealthNow(HealthNow.State.UNHEALTHY, detail + ", expected " + check.expectedStatus());
    }
}
