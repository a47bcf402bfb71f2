package io.jenkins.plugins.promotionchain.engine.migrate;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.deploy.PlacedEnvironment;
import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.MigrationFailed;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.TimedOut;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Runs a migration command on the server, with the environment that the application will have, and tells from its exit
 * status whether it succeeded. Used by one thread.
 */
public final class Migration {

    private final Server server;
    private final Clock clock;
    private final Log log;
    private final RandomGenerator random;

    public Migration(Server server, Clock clock, Log log) {
        this(server, clock, log, new SecureRandom());
    }

    Migration(Server server, Clock clock, Log log, RandomGenerator random) {
        this.server = server;
        this.clock = clock;
        this.log = log;
        this.random = random;
    }

    /**
     * Runs it to its end.
     *
     * @throws InvalidInput when there is no environment file on the server and no values were given, or no image was
     *     named for a container; nothing was changed
     * @throws MigrationFailed when the command's exit status is not 0
     * @throws TimedOut when it took longer than the request allows; it was stopped
     * @throws ConnectionLost when the connection broke; the command may still be running, and the message says where
     * @throws PromotionFailure when the image cannot be had or docker fails
     * @throws InterruptedException when the build was aborted; the command was stopped
     */
    public MigrationOutcome run(MigrationRequest request) throws PromotionFailure, InterruptedException {
        Instant begin = clock.instant();
        log.line("Migrating the database of " + request.target() + " on " + server.place() + " ("
                + request.mode().name().toLowerCase(Locale.ROOT) + "): " + request.command());
        MigrationRun run = runFor(request);
        run.prepare();
        CommandResult result;
        try (MigrationEnvironment own = new MigrationEnvironment(server, request.environment())) {
            result = run.run(placed(own, request));
        }
        Duration took = Duration.between(begin, clock.instant());
        String seconds = String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
        if (!result.succeeded()) {
            log.line("The migration failed after " + seconds);
            throw failure(request, result);
        }
        log.line("The migration succeeded after " + seconds);
        return new MigrationOutcome(request.target(), request.mode(), result.output(), took);
    }

    private PlacedEnvironment placed(MigrationEnvironment own, MigrationRequest request)
            throws PromotionFailure, InterruptedException {
        PlacedEnvironment environment = own.place();
        if (environment.file().isEmpty()) {
            throw new InvalidInput(
                    "There is no environment file " + request.environment().envFile() + " on " + server.place()
                            + ", and no values for one were given",
                    "Declare the names of its variables (for example DATABASE_URL) and create their credentials, or put the"
                            + " file there");
        }
        environment.changes().forEach(change -> log.line("  " + change));
        return environment;
    }

    private MigrationFailed failure(MigrationRequest request, CommandResult result) {
        MigrationDiagnosis diagnosis = MigrationDiagnosis.of(
                result.output(), request.environment().values().values());
        return new MigrationFailed(
                "The migration of %s on %s ended with exit status %d%s"
                        .formatted(
                                request.target(),
                                server.place(),
                                result.exitStatus(),
                                diagnosis.line().isEmpty() ? ", without a word" : ": " + diagnosis.line()),
                diagnosis.whatToDo());
    }

    private MigrationRun runFor(MigrationRequest request) throws InvalidInput {
        return switch (request.mode()) {
            case CONTAINER -> new ContainerRun(server, log, random, request);
            case SERVER -> new ServerRun(server, log, request);
        };
    }
}
