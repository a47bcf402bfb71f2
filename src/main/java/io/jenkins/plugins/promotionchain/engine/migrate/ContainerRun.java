package io.jenkins.plugins.promotionchain.engine.migrate;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.deploy.DockerFailure;
import io.jenkins.plugins.promotionchain.engine.deploy.ImagePull;
import io.jenkins.plugins.promotionchain.engine.deploy.PlacedEnvironment;
import io.jenkins.plugins.promotionchain.engine.deploy.ServerContainers;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerLabels;
import io.jenkins.plugins.promotionchain.engine.docker.DockerCommands;
import io.jenkins.plugins.promotionchain.engine.docker.RunCommand;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.TimedOut;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.shell.ShellQuote;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.random.RandomGenerator;

/**
 * {@link MigrationMode#CONTAINER}: a throw-away container of the new image. The image's entry point is replaced by a
 * shell, because one that starts the application would swallow the command.
 */
final class ContainerRun implements MigrationRun {

    /** Tells a migration's container from the one that serves the same component. */
    static final Map<String, String> PURPOSE = Map.of("io.jenkins.promotionchain.purpose", "migration");

    private static final Duration GRACE = Duration.ofSeconds(10);
    /** {@code docker run}'s own exit status for an error that is docker's and not the command's. */
    private static final int DOCKERS_OWN = 125;

    /** Docker carries the two outputs separately and mixes up their order; so the container has only one. */
    private static final String ONE_STREAM = "exec 2>&1\n";

    private static final int LONGEST_PART = 50;

    private final Server server;
    private final Log log;
    private final MigrationRequest request;
    private final ImageRef image;
    private final ContainerName name;
    private final DockerCommands docker = DockerCommands.plain();

    ContainerRun(Server server, Log log, RandomGenerator random, MigrationRequest request) throws InvalidInput {
        this.server = server;
        this.log = log;
        this.request = request;
        this.image = request.image()
                .orElseThrow(() -> new InvalidInput(
                        "Nothing says which image is to migrate the database of " + request.target(),
                        "Put buildOnce before sshMigrate, name an image, or use mode: 'server'"));
        this.name = ContainerName.of("%s-%s-migrate-%08x"
                .formatted(
                        shortened(request.target().application().value()),
                        shortened(request.target().environment().value()),
                        random.nextInt()));
    }

    @Override
    public void prepare() throws PromotionFailure, InterruptedException {
        refuseASecondOne();
        new ImagePull(server, log).pull(image, request.login());
    }

    /** Of a run whose connection broke the container may still be at work, and two migrations at once do harm. */
    private void refuseASecondOne() throws PromotionFailure, InterruptedException {
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
        }
    }

    @Override
    public CommandResult run(PlacedEnvironment environment) throws PromotionFailure, InterruptedException {
        RunCommand run = docker.run(image)
                .throwAway()
                .neverPull()
                .name(name)
                .labels(labels())
                .entrypoint("sh");
        request.workDirectory().ifPresent(run::workDirectory);
        Sensitive script = script(environment, environment.addTo(run).words("-c", ONE_STREAM + request.command()));
        CommandResult result;
        try {
            result = server.run(Command.script(script).withTimeout(request.timeout()), line -> log.line("  " + line));
        } catch (ConnectionLost e) {
            throw new ConnectionLost(
                    "The connection to " + server.place() + " broke while the database was being migrated; container "
                            + name + " may still be at work there",
                    "Look with 'docker logs --follow " + name + "' on that server, and run the build again when it has"
                            + " ended",
                    e);
        } catch (TimedOut e) {
            remove();
            throw new TimedOut(
                    "The migration of " + request.target() + " on " + server.place() + " took longer than "
                            + request.timeout().toSeconds() + " s and was stopped",
                    "Look at the output above for where it stood; give it more time with the parameter timeout",
                    e);
        } catch (PromotionFailure | InterruptedException e) {
            remove();
            throw e;
        }
        if (result.exitStatus() == DOCKERS_OWN) {
            throw DockerFailure.of(
                    "The migration of " + request.target() + " on " + server.place() + " failed", result);
        }
        return result;
    }

    /** A script, because values that an env file cannot carry have to be read by a shell first. */
    private static Sensitive script(PlacedEnvironment environment, List<String> words) {
        String exports = environment
                .exports()
                .map(path -> "    . " + ShellQuote.word(path.startsWith("/") ? path : "./" + path) + " || exit\n")
                .orElse("");
        return Sensitive.of(
                "main() {\n" + exports + "    exec " + ShellQuote.words(words) + "\n}\nmain </dev/null 2>&1\n");
    }

    private void remove() throws PromotionFailure, InterruptedException {
        log.line("Stopping the migration's container " + name);
        CommandResult stopped = server.run(Command.of(docker.stop(name, GRACE)));
        CommandResult removed = server.run(Command.of(docker.removeForcibly(name)));
        if (!stopped.succeeded() && !removed.succeeded()) {
            log.line("  " + removed.errors().strip() + " (it may have ended by itself)");
        }
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
