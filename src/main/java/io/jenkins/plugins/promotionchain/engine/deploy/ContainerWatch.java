package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import java.util.Optional;

/**
 * Ends the wait for a container that will not come up: it has ended, it is gone, or it ends again and again. Docker's
 * restart policy starts it anew after 0.1 s, 0.2 s, 0.4 s, …, so that {@value #MOST_RESTARTS} restarts are no bad luck.
 */
final class ContainerWatch implements HealthProbe.Watch {

    static final int MOST_RESTARTS = 3;

    private final ServerContainers containers;
    private final ContainerName name;

    ContainerWatch(ServerContainers containers, ContainerName name) {
        this.containers = containers;
        this.name = name;
    }

    @Override
    public Optional<String> hopeless() throws PromotionFailure, InterruptedException {
        Optional<ContainerInspection> found = containers.find(name);
        if (found.isEmpty()) {
            return Optional.of("container " + name + " is gone");
        }
        ContainerInspection container = found.get();
        if (container.restartCount() >= MOST_RESTARTS) {
            return Optional.of("container " + name + " ended " + container.restartCount() + " times" + how(container));
        }
        boolean comesUpAgain = container.status().equals("restarting");
        return container.running() || comesUpAgain
                ? Optional.empty()
                : Optional.of("container " + name + " is " + container.status() + how(container));
    }

    /** While it runs docker says 0 of a container that ended with another status before. */
    private static String how(ContainerInspection container) {
        String memory = container.outOfMemory() ? ", killed for want of memory" : "";
        return (container.running() ? "" : ", exit status " + container.exitCode()) + memory;
    }
}
