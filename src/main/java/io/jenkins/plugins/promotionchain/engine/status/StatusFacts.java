package io.jenkins.plugins.promotionchain.engine.status;

import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a server says about a component, at one moment.
 *
 * @param now by the clock of the server
 * @param container none where there is none
 * @param candidate a new container that a deployment has not confirmed
 * @param lockedBy who changes the component just now
 * @param alsoOnPort other containers that publish the same port
 * @param files of which the container has read its configuration, or reads it
 */
public record StatusFacts(
        Instant now,
        Optional<Found> container,
        Optional<String> candidate,
        Optional<String> lockedBy,
        List<String> alsoOnPort,
        List<ConfigurationFile> files) {

    public StatusFacts {
        alsoOnPort = List.copyOf(alsoOnPort);
        files = List.copyOf(files);
    }

    /**
     * A container.
     *
     * @param createdAt when it was made, which is when it read its environment
     * @param registryDigests by which registries know its image; empty where the image came from none, or is gone
     */
    public record Found(ContainerInspection inspection, Instant createdAt, List<String> registryDigests) {

        public Found {
            registryDigests = List.copyOf(registryDigests);
        }
    }

    /**
     * A file on the server.
     *
     * @param changedAt to the second
     */
    public record ConfigurationFile(String path, Instant changedAt) {}
}
