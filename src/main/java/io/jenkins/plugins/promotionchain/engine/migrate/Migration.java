package io.jenkins.plugins.promotionchain.engine.migrate;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.deploy.DockerFailure;
import io.jenkins.plugins.promotionchain.engine.deploy.Workplace;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.MigrationFailed;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.TimedOut;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.shell.ShellQuote;
import io.jenkins.plugins.promotionchain.engine.shell.ShellScript;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.transaction.ServerTransaction;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Migrates a database from the server, with the environment that the application will have: a backup and a plan where
 * they are wanted, then the migration, one at a time for each environment. It is a transaction on the server: a cut
 * connection does not end it, and called again with the same id this reads on. Used by one thread.
 */
public final class Migration {

    /** How long an ended build's migration waits for its commands. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration HURRY = Duration.ofMinutes(1);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final int FAILED = 105;
    private static final int TOOK_TOO_LONG = 107;

    private final Workplace place;
    private final Server server;
    private final Log log;

    public Migration(Workplace place) {
        this.place = place;
        this.server = place.server();
        this.log = place.log();
    }

    /**
     * Runs it to its end.
     *
     * @throws InvalidInput when there is no environment file on the server and no values were given, or no image was
     *     named for a container; nothing was changed
     * @throws MigrationFailed when the exit status of a command is not 0
     * @throws TimedOut when a command took longer than the request allows; it was stopped
     * @throws ConnectionLost when the server could not be reached again; the migration goes on, and the same call again
     *     reads on
     * @throws PromotionFailure when the image cannot be had, docker fails, or another migration does not end
     * @throws InterruptedException when the build was aborted; the command was asked to stop, and killed if it did not
     */
    public MigrationOutcome run(MigrationRequest request) throws PromotionFailure, InterruptedException {
        Instant begin = place.position().since("migration", place.clock().instant());
        log.line("Migrating the database of " + request.target() + " on " + server.place() + " ("
                + request.mode().name().toLowerCase(Locale.ROOT) + "): "
                + request.commands().migrate());
        MigrationOutput output = new MigrationOutput(log);
        ServerTransaction transaction = new ServerTransaction(
                place.connection(),
                place.sleeper(),
                place.id(),
                place.position(),
                output::line,
                output::phase,
                place.attendance());
        TransactionEnd end;
        try {
            end = transaction.run(work(request), new MigrationGate(request, place.id(), server, log));
        } finally {
            transaction.forget(log);
        }
        Duration took = Duration.between(begin, place.clock().instant());
        String seconds = String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
        if (!end.succeeded()) {
            log.line("The migration failed after " + seconds);
            throw failure(request, end, output);
        }
        log.line("The migration succeeded after " + seconds);
        return new MigrationOutcome(request.target(), request.mode(), output.ofMigration(), took);
    }

    private static String work(MigrationRequest request) {
        String who = request.buildUrl().isEmpty() ? "a build without an address" : request.buildUrl();
        // the components of an application share its database
        String lock = request.target().application() + "." + request.target().environment() + ".database";
        return "lock_name=" + ShellQuote.word(lock) + "\n"
                + "lock_seconds=" + request.lockTimeout().toSeconds() + "\n"
                + "who=" + ShellQuote.word(who.replaceAll("\\p{Cntrl}", " ")) + "\n"
                + "patience=" + PATIENCE.toSeconds() + "\n"
                + "hurry=" + HURRY.toSeconds() + "\n"
                + "limit=" + request.timeout().toSeconds() + "\n"
                + "grace=" + GRACE.toSeconds() + "\n"
                + "steps='" + String.join(" ", MigrationGate.steps(request.commands())) + "'\n"
                + ShellScript.beside(Migration.class, "migrate.sh");
    }

    private PromotionFailure failure(MigrationRequest request, TransactionEnd end, MigrationOutput output) {
        String what = "migration of " + request.target() + " on " + server.place();
        if (end.refused().isPresent()) {
            return end.refused().get();
        }
        return switch (end.status()) {
            case FAILED -> failed(request, end, output);
            case TOOK_TOO_LONG ->
                new TimedOut(
                        "The " + what + " took longer than " + request.timeout().toSeconds() + " s and was stopped",
                        "Look at the output above for where it stood; give it more time with the parameter timeout");
            case TransactionEnd.LOCKED ->
                new CommandFailed(
                        "Another migration of " + request.target().environment() + " on " + server.place()
                                + " did not end within " + request.lockTimeout().toSeconds() + " s: "
                                + end.told().last("holder").orElse("its lock cannot be read"),
                        "Wait for it to end and run the build again, or give the step a longer lockTimeout");
            case TransactionEnd.UNHEARD ->
                new CommandFailed(
                        "The " + what + " was stopped, as the disk with the account's home became full",
                        "Make room there and run the build again");
            case TransactionEnd.DIED ->
                new CommandFailed(
                        "The " + what + " was killed on the server or the server restarted; how far it came is not"
                                + " known",
                        "Look at the output above and at what is applied ('python manage.py showmigrations'), then run"
                                + " the build again");
            default -> new CommandFailed("The " + what + " was stopped (" + end.status() + ")", "Run the build again");
        };
    }

    private PromotionFailure failed(MigrationRequest request, TransactionEnd end, MigrationOutput output) {
        MigrationStep step = output.step();
        int status =
                end.told().last(step.word() + "-status").map(Integer::parseInt).orElse(FAILED);
        CommandResult result = new CommandResult(status, output.of(step), "");
        String what =
                switch (step) {
                    case BACKUP -> "backup before the migration";
                    case PLAN -> "plan for the migration";
                    case MIGRATE -> "migration";
                };
        if (status == ContainerRun.DOCKERS_OWN && request.mode() == MigrationMode.CONTAINER) {
            return DockerFailure.of(
                    "The " + what + " of " + request.target() + " on " + server.place() + " failed", result);
        }
        MigrationDiagnosis diagnosis = MigrationDiagnosis.of(
                result.output(), request.environment().values().values());
        return new MigrationFailed(
                "The %s of %s on %s ended with exit status %d%s"
                        .formatted(
                                what,
                                request.target(),
                                server.place(),
                                status,
                                diagnosis.line().isEmpty() ? ", without a word" : ": " + diagnosis.line()),
                diagnosis.whatToDo());
    }
}
