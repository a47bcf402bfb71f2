package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.docker.DockerCommands;
import io.jenkins.plugins.promotionchain.engine.docker.DockerProgress;
import io.jenkins.plugins.promotionchain.engine.docker.DockerSession;
import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.ImageMissing;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Brings an image to a server by its digest, unless it is there. The login is thrown away afterwards. */
public final class ImagePull {

    private static final Duration TIMEOUT = Duration.ofMinutes(20);

    private final Server server;
    private final Log log;

    public ImagePull(Server server, Log log) {
        this.server = server;
        this.log = log;
    }

    /** Whether the image had to be fetched. */
    public enum Result {
        PULLED,
        ALREADY_THERE
    }

    /**
     * @throws ImageMissing when the registry does not have the image
     * @throws RegistryRefused when the registry does not let the account in or cannot be reached
     * @throws PromotionFailure when docker on the server cannot do it, for example because the disk is full
     */
    public Result pull(ImageRef image, Optional<RegistryLogin> login) throws PromotionFailure, InterruptedException {
        CommandResult there = server.run(Command.of(DockerCommands.plain().inspectImage(image.toString())));
        if (there.succeeded()) {
            return Result.ALREADY_THERE;
        }
        if (!there.errors().toLowerCase(Locale.ROOT).contains("no such image")) {
            throw DockerFailure.of("Docker on " + server.place() + " cannot be asked about image " + image, there);
        }
        CommandResult pulled = new DockerSession(server, log)
                .run(
                        login,
                        docker -> server.run(
                                Command.of(docker.pull(image)).withTimeout(TIMEOUT), new DockerProgress(log)));
        if (!pulled.succeeded()) {
            throw DockerFailure.of("Pulling " + image + " on " + server.place() + " failed", pulled);
        }
        return Result.PULLED;
    }
}
