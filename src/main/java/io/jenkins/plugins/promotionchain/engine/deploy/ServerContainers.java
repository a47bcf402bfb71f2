package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.command.CommandRunner;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.docker.DockerCommands;
import io.jenkins.plugins.promotionchain.engine.docker.ImageInspection;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import java.util.Locale;
import java.util.Optional;

/** Asks the docker engine of a server about its containers; changes nothing. */
public final class ServerContainers {

    private final CommandRunner server;
    private final DockerCommands docker = DockerCommands.plain();

    public ServerContainers(CommandRunner server) {
        this.server = server;
    }

    /**
     * @return none where there is no container of that name
     * @throws PromotionFailure when docker cannot be asked
     */
    public Optional<ContainerInspection> find(ContainerName name) throws PromotionFailure, InterruptedException {
        CommandResult result = server.run(Command.of(docker.inspect(name)));
        if (result.succeeded()) {
            return Optional.of(ContainerInspection.parse(result.output()));
        }
        if (result.errors().toLowerCase(Locale.ROOT).contains("no such container")) {
            return Optional.empty();
        }
        throw DockerFailure.of("Docker on " + server.place() + " cannot be asked about container " + name, result);
    }

    /** What a container runs, as registries know it; none where that is not known, for example after a local build. */
    public Optional<ImageRef> imageOf(ContainerInspection container) throws PromotionFailure, InterruptedException {
        if (container.digest().isPresent()) {
            Optional<ImageRef> named = repositoryIn(container.image())
                    .map(repository ->
                            new ImageRef(repository, container.digest().get()));
            if (named.isPresent()) {
                return named;
            }
        }
        CommandResult result = server.run(Command.of(docker.inspectImage(container.imageId())));
        return result.succeeded()
                ? ImageInspection.parse(result.output()).references().stream().findFirst()
                : Optional.empty();
    }

    /** Writes the last lines that a container wrote to the log. */
    public void showLastLines(ContainerName name, int lines, Log log) throws PromotionFailure, InterruptedException {
        log.line("The last " + lines + " lines of container " + name + " on " + server.place() + ":");
        server.run(Command.of(docker.logs(name, lines)), line -> log.line("  | " + line));
    }

    private static Optional<ImageRepository> repositoryIn(String reference) {
        String name = reference.contains("@") ? reference.substring(0, reference.indexOf('@')) : reference;
        int colon = name.lastIndexOf(':');
        String repository = colon > name.lastIndexOf('/') ? name.substring(0, colon) : name;
        try {
            return Optional.of(ImageRepository.parse(repository));
        } catch (IllegalArgumentException e) {
            // A name without a registry, or an image id: not one that we could pull again.
            return Optional.empty();
        }
    }
}
