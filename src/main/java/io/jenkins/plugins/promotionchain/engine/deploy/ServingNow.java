package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerLabels;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import java.util.Optional;

/** Finds out, after something went wrong, what serves now, and says so in half a sentence. */
final class ServingNow {

    private final ServerContainers containers;
    private final HealthProbe probe;

    ServingNow(ServerContainers containers, HealthProbe probe) {
        this.containers = containers;
        this.probe = probe;
    }

    String inWords(ContainerRequest request) throws PromotionFailure, InterruptedException {
        ContainerName name = request.name();
        Optional<ContainerInspection> found = containers.find(name);
        if (found.isEmpty()) {
            return "nothing serves now, as there was no version before";
        }
        ContainerInspection container = found.get();
        String version = "the version before (" + name + ", "
                + container.digest().map(ImageDigest::value).orElse(container.image()) + ")";
        if (!container.running()) {
            return "nothing serves now: " + version + " is " + container.status();
        }
        HealthReport report = probe.await(
                endpointOf(container, request),
                request.publish().fromServer(),
                request.health(),
                new ContainerWatch(containers, name));
        return report.healthy()
                ? version + " serves again and is healthy"
                : version + " runs again but is not healthy either ("
                        + report.last().brief() + ")";
    }

    /** Its own one: the new version may have been meant for another port. */
    private static Endpoint endpointOf(ContainerInspection container, ContainerRequest request) {
        if (container.labels().containsKey(ContainerLabels.SLOT)) {
            return Endpoint.parse(container.labels().get(ContainerLabels.SLOT));
        }
        String wanted = request.publish().containerPort() + "/tcp";
        return container.ports().stream()
                .filter(port -> port.containerPort().equals(wanted))
                .findFirst()
                .map(port -> Endpoint.of(
                        port.address().equals("0.0.0.0") || port.address().equals("::") ? "127.0.0.1" : port.address(),
                        port.hostPort()))
                .orElse(request.publish().fromServer());
    }
}
