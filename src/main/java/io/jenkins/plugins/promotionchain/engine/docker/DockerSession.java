package io.jenkins.plugins.promotionchain.engine.docker;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.command.CommandRunner;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A login at a registry that lasts as long as one piece of work and leaves nothing behind. The docker client keeps the
 * password in its configuration directory; so it gets one of its own, which only its account can read, and which is
 * removed whatever happens. The account's own logins are neither seen nor touched meanwhile, nor is its docker context:
 * the engine is the default one or that of {@code DOCKER_HOST}.
 */
public final class DockerSession {

    private static final String DIRECTORY = "promotion-chain-docker.XXXXXXXXXX";

    /** Of an agent or a controller that was killed in the middle a login stays behind; no build uses one for half a day. */
    private static final String MAKE =
            "find \"${TMPDIR:-/tmp}\" -maxdepth 1 -type d -name \"${1%%X*}*\" -user \"$(id -u)\""
                    + " -mmin +720 -exec rm -rf {} + 2>/dev/null; exec mktemp -d -t \"$1\"";

    private final CommandRunner place;
    private final Log log;

    /** @param log gets a line only when the directory could not be removed */
    public DockerSession(CommandRunner place, Log log) {
        this.place = place;
        this.log = log;
    }

    /** What is done while logged in. */
    @FunctionalInterface
    public interface Work<T> {
        T with(DockerCommands docker) throws PromotionFailure, InterruptedException;
    }

    /**
     * Logs in, works, and removes the login.
     *
     * @param login none: the account's own configuration is used, with the logins that it has
     * @throws RegistryRefused when the registry does not accept the login or cannot be asked
     * @throws PromotionFailure what the work throws
     */
    public <T> T run(Optional<RegistryLogin> login, Work<T> work) throws PromotionFailure, InterruptedException {
        if (login.isEmpty()) {
            return work.with(DockerCommands.plain());
        }
        String directory = makeDirectory();
        try {
            DockerCommands docker = DockerCommands.withConfig(directory);
            if (TokenLogin.fits(login.get())) {
                place.runOrFail(
                        TokenLogin.command(directory, login.get()),
                        "Make sure that the account may write to its directory for temporary files");
            } else {
                logIn(docker, login.get());
            }
            return work.with(docker);
        } finally {
            removeEvenIfInterrupted(directory);
        }
    }

    private String makeDirectory() throws PromotionFailure, InterruptedException {
        String whatToDo = "Make sure that the account may write to its directory for temporary files";
        String output = place.runOrFail(Command.of("sh", "-c", MAKE, "make", DIRECTORY), whatToDo);
        String directory = output.substring(output.lastIndexOf('\n') + 1);
        if (!directory.startsWith("/")) {
            throw new CommandFailed(
                    "mktemp on %s did not name the directory that it made".formatted(place.place()), whatToDo);
        }
        return directory;
    }

    private void logIn(DockerCommands docker, RegistryLogin login) throws PromotionFailure, InterruptedException {
        CommandResult result = place.run(Command.of(docker.login(login)).withInput(login.password()));
        if (result.succeeded()) {
            return;
        }
        String errors = result.errors().strip();
        String last = errors.substring(errors.lastIndexOf('\n') + 1);
        if (isRefusal(errors)) {
            throw new RegistryRefused(
                    "Registry %s refuses the login of '%s' from %s"
                            .formatted(login.registry(), login.username(), place.place()),
                    "Check user name and password in the registry's credential; a token may have expired");
        }
        throw new RegistryRefused(
                "Cannot log in at registry %s from %s: %s".formatted(login.registry(), place.place(), last),
                "Check that docker runs there, that the account may use it, and that it reaches the registry");
    }

    private static boolean isRefusal(String errors) {
        String lower = errors.toLowerCase(Locale.ROOT);
        return Stream.of("unauthorized", "denied: ", "incorrect username", "no basic auth credentials", "403 forbidden")
                .anyMatch(lower::contains);
    }

    /** An aborted build has its interrupt flag set, with which no command could run; it is set again afterwards. */
    private void removeEvenIfInterrupted(String directory) {
        boolean interrupted = Thread.interrupted();
        try {
            CommandResult result = place.run(Command.of("rm", "-rf", directory));
            if (!result.succeeded()) {
                warn(directory, result.errors().strip());
            }
        } catch (PromotionFailure e) {
            warn(directory, e.getMessage());
        } catch (InterruptedException e) {
            interrupted = true;
            warn(directory, "the build was aborted");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void warn(String directory, String reason) {
        log.line("WARNING: the login in %s on %s could not be removed (%s). Remove that directory by hand."
                .formatted(directory, place.place(), reason));
    }
}
