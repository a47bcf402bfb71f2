package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerLabels;
import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.ImageMissing;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxInstallation;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lets an earlier version serve again: the container that was kept of it, within seconds and without a registry, else a
 * new one from the image, with the port, the volumes and the health check of the one that serves now. The swap is that of
 * every deployment. Used by one thread.
 */
public final class Rollback {

    private final Workplace place;
    private final NginxInstallation nginx;
    private final Server server;
    private final ServerContainers containers;

    public Rollback(Workplace place, NginxInstallation nginx) {
        this.place = place;
        this.nginx = nginx;
        this.server = place.server();
        this.containers = new ServerContainers(server);
    }

    /**
     * Both halves at once.
     *
     * @throws PromotionFailure as each of them
     */
    public DeploymentOutcome run(RollbackRequest request) throws PromotionFailure, InterruptedException {
        return deploy(find(request));
    }

    /**
     * Looks what there is to go back to, and changes nothing.
     *
     * @throws InvalidInput when there is nothing to go back to
     * @throws ImageMissing when nothing tells the image of what was kept
     * @throws PromotionFailure when the server cannot be asked
     */
    public ContainerRequest find(RollbackRequest request) throws PromotionFailure, InterruptedException {
        place.log().line("Rolling the " + request.target() + " on " + server.place() + " back to " + request.to());
        return place.connection().steadily(() -> wanted(request));
    }

    /**
     * @param found by {@link #find}
     * @throws ImageMissing when neither the server nor the registry has it any more; what serves was not touched
     * @throws PromotionFailure as {@link ContainerDeployment#deploy} says
     */
    public DeploymentOutcome deploy(ContainerRequest found) throws PromotionFailure, InterruptedException {
        return new ContainerDeployment(place, nginx).deploy(found, Verification.NONE);
    }

    private ContainerRequest wanted(RollbackRequest request) throws PromotionFailure, InterruptedException {
        Optional<ContainerInspection> serving = containers.find(request.name());
        List<ContainerInspection> kept = new KeptContainers(server).of(request.name());
        Optional<ContainerInspection> found =
                kept.stream().filter(request.to()::is).findFirst();
        if (found.isPresent()) {
            place.log().line("  container " + found.get().name() + " was kept and is started again");
            return again(request, found.get());
        }
        if (serving.isPresent()
                && !(request.to() instanceof RollbackTarget.Previous)
                && request.to().is(serving.get())) {
            throw new InvalidInput(
                    "The " + request.target() + " on " + server.place() + " runs " + request.to() + " already",
                    "Name another digest or build");
        }
        if (serving.isEmpty() || request.to().digest().isEmpty()) {
            throw new InvalidInput(
                    "No container of " + request.to() + " is kept on " + server.place() + "; there "
                            + (kept.isEmpty() ? "is none" : "are " + listed(kept)),
                    "Name the digest of an image in the registry (to: 'sha256:…')");
        }
        place.log().line("  no container was kept of it, so a new one is made from the image");
        return anew(request, serving.get());
    }

    private ContainerRequest again(RollbackRequest request, ContainerInspection kept)
            throws PromotionFailure, InterruptedException {
        ImageRef image = containers
                .imageOf(kept)
                .orElseThrow(() -> new ImageMissing(
                        "Nothing tells which image container " + kept.name() + " on " + server.place()
                                + " was made from",
                        "Name a digest of the registry (to: 'sha256:…')"));
        return request(request, kept, image, Optional.empty(), List.of(), Optional.of(ContainerName.of(kept.name())));
    }

    private ContainerRequest anew(RollbackRequest request, ContainerInspection serving)
            throws PromotionFailure, InterruptedException {
        ImageRef now = containers
                .imageOf(serving)
                .orElseThrow(() -> new ImageMissing(
                        "Nothing tells which repository container " + request.name() + " on " + server.place()
                                + " came from",
                        "Deploy the image by its full name with deployBackend or deployFrontend"));
        ImageRef image = new ImageRef(now.repository(), request.to().digest().orElseThrow());
        return request(
                request,
                serving,
                image,
                request.login().at(image.repository().registry()),
                serving.binds(),
                Optional.empty());
    }

    private static ContainerRequest request(
            RollbackRequest request,
            ContainerInspection like,
            ImageRef image,
            Optional<RegistryLogin> login,
            List<String> volumes,
            Optional<ContainerName> kept)
            throws InvalidInput {
        return new ContainerRequest(
                request.target(),
                request.name(),
                image,
                login,
                label(like, ContainerLabels.PUBLISH, PublishedPort::parse),
                volumes,
                request.environment(),
                label(like, ContainerLabels.HEALTH, HealthCheck::ofLabel),
                request.swap(),
                kept,
                request.buildUrl());
    }

    /** Reads a label. */
    private interface Reader<T> {
        T read(String text);
    }

    private static <T> T label(ContainerInspection container, String label, Reader<T> reader) throws InvalidInput {
        try {
            return reader.read(container.labels().getOrDefault(label, ""));
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(
                    "Container " + container.name()
                            + " does not tell its port and health check: Promotion Chain did not" + " make it",
                    "Deploy the image by its full name with deployBackend or deployFrontend",
                    e);
        }
    }

    private static String listed(List<ContainerInspection> kept) {
        return kept.stream()
                .map(container -> container.name() + " of "
                        + container.labels().getOrDefault(ContainerLabels.BUILD_URL, "an unknown build"))
                .collect(Collectors.joining(", "));
    }
}
