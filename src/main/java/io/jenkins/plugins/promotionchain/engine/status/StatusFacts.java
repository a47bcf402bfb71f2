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
 * @param otherEnvironment the file of the container's environment, where it holds other values than the container has
 * @param unread the same file, where it could not be compared
 * @param mounted files that the container reads and does not write
 */
public record StatusFacts(
        Instant now,
        Optional<Found> container,
        Optional<String> candidate,
        Optional<String> lockedBy,
        List<String> alsoOnPort,
        Optional<ConfigurationFile> otherEnvironment,
        Optional<UnreadFile> unread,
        List<ConfigurationFile> mounted) {

    public StatusFacts {
        alsoOnPort = List.copyOf(alsoOnPort);
        mounted = List.copyOf(mounted);
    }

    /**
     * A container.
     *
     * @param registryDigests by which registries know its image; empty where the image came from none, or is gone
     */
    public record Found(ContainerInspection inspection, List<String> registryDigests) {

        public Found {
            registryDigests = List.copyOf(registryDigests);
        }
    }

    /** A file that could not be read. */
    public record UnreadFile(String path, Reason reason) {

        /** Why not. */
        public enum Reason {
            /** It is not there, as far as the account sees. */
            ABSENT,
            /** The account may not read it, or it is no file. */
            CLOSED
        }
    }

    /**
     * A file on the server.
     *
     * @param changedAt to the second
     */
    public record ConfigurationFile(String path, Instant changedAt) {}
}
