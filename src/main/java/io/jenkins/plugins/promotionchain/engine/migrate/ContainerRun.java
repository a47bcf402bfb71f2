package io.jenkins.plugins.promotionchain.engine.migrate;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.deploy.DockerFailure;
import io.jenkins.plugins.promotionchain.engine.deploy.PlacedEnvironment;
import io.jenkins.plugins.promotionchain.engine.deploy.ServerContainers;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerLabels;
import io.jenkins.plugins.promotionchain.engine.docker.DockerCommands;
import io.jenkins.plugins.promotionchain.engine.docker.RunCommand;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.shell.ShellQuote;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * {@link MigrationMode#CONTAINER}: a throw-away container of the new image. The image's entry point is replaced by a
 * shell, because one that starts the application would swallow the command.
 */
final class ContainerRun {

    /** {@code docker run}'s own exit status for an error that is docker's and not the command's. */
    static final int DOCKERS_OWN = 125;

    /** Tells a migration's container from the one that serves the same component. */
    private static final Map<String, String> PURPOSE = Map.of("io.jenkins.promotionchain.purpose", "migration");

    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Docker carries the two outputs separately and mixes up their order; so the container has only one. */
    private static final String ONE_STREAM = "exec 2>&1\n";

    private static final int LONGEST_PART = 50;

    private final MigrationRequest request;
    private final ImageRef image;
    private final DockerCommands docker = DockerCommands.plain();

    ContainerRun(MigrationRequest request, ImageRef image) {
        this.request = request;
        this.image = image;
    }

    /** The script that runs a command line. A script, as values that an env file cannot carry are read by a shell. */
    String script(MigrationStep step, String command, PlacedEnvironment environment) {
        RunCommand run = docker.run(image)
                .throwAway()
                .neverPull()
                .name(name(step))
                .labels(labels())
                .entrypoint("sh");
        request.commands().workDirectory().ifPresent(run::workDirectory);
        String exports = environment
                .exports()
                .map(path -> ". " + ShellQuote.word(path.startsWith("/") ? path : "./" + path) + " || exit\n")
                .orElse("");
        List<String> words = environment.addTo(run).words("-c", ONE_STREAM + command);
        return exports + "exec " + ShellQuote.words(words) + "\n";
    }

    /** The script that stops it: a docker client that is told to stop leaves its container running. */
    String stop(MigrationStep step) {
        return ShellQuote.words(docker.stop(name(step), GRACE)) + " || "
                + ShellQuote.words(docker.removeForcibly(name(step))) + "\n";
    }

    /** Of a script that was killed the container may still be at work, and two migrations at once do harm. */
    void refuseASecondOne(Server server) throws PromotionFailure, InterruptedException {
        CommandResult result = server.run(Command.of(docker.namesByLabels(labels())));
        if (!result.succeeded()) {
            throw DockerFailure.of("Docker on " + server.place() + " cannot be asked for other migrations", result);
        }
        ServerContainers containers = new ServerContainers(server);
        for (String other : result.trimmedOutput().lines().toList()) {
            Optional<ContainerInspection> found = containers.find(ContainerName.of(other));
            if (found.isPresent() && found.get().running()) {
                throw new CommandFailed(
                        "A migration of " + request.target() + " is still running in container " + other + " on "
                                + server.place(),
                        "Wait for it to end ('docker logs --follow " + other + "'), or stop it with 'docker stop "
                                + other + "', and run the build again");
            }
            server.run(Command.of(docker.removeForcibly(ContainerName.of(other))));
        }
    }

    private ContainerName name(MigrationStep step) {
        return ContainerName.of("%s-%s-%s"
                .formatted(
                        shortened(request.target().application().value()),
                        shortened(request.target().environment().value()),
                        step.word()));
    }

    private SortedMap<String, String> labels() {
        SortedMap<String, String> labels = ContainerLabels.identifying(request.target());
        labels.putAll(PURPOSE);
        return labels;
    }

    private static String shortened(String part) {
        return part.substring(0, Math.min(LONGEST_PART, part.length()));
    }
}
