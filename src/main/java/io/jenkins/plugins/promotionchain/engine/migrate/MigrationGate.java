package io.jenkins.plugins.promotionchain.engine.migrate;

import io.jenkins.plugins.promotionchain.engine.deploy.ContainerEnvironment;
import io.jenkins.plugins.promotionchain.engine.deploy.EnvironmentPlacement;
import io.jenkins.plugins.promotionchain.engine.deploy.ImagePull;
import io.jenkins.plugins.promotionchain.engine.deploy.PlacedEnvironment;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.ssh.RemoteFile;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.transaction.Gatekeeper;
import io.jenkins.plugins.promotionchain.engine.transaction.Told;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import java.util.List;
import java.util.Map;

/** Lays everything out that {@code migrate.sh} needs, once it holds the lock. */
final class MigrationGate implements Gatekeeper {

    private final MigrationRequest request;
    private final TransactionId id;
    private final Server server;
    private final Log log;

    MigrationGate(MigrationRequest request, TransactionId id, Server server, Log log) {
        this.request = request;
        this.id = id;
        this.server = server;
        this.log = log;
    }

    @Override
    public String answer(String gate, Told told) throws PromotionFailure, InterruptedException {
        PlacedEnvironment environment = place();
        MigrationRequest.Commands commands = request.commands();
        ServerRun onServer = new ServerRun(request);
        if (commands.backup().isPresent()) {
            // what it writes has to stay, which it does not in a container that is thrown away
            put(MigrationStep.BACKUP.word(), onServer.script(commands.backup().get(), environment));
        }
        if (request.mode() == MigrationMode.SERVER) {
            if (commands.plan().isPresent()) {
                put(MigrationStep.PLAN.word(), onServer.script(commands.plan().get(), environment));
            }
            put(MigrationStep.MIGRATE.word(), onServer.script(commands.migrate(), environment));
            return GO;
        }
        ContainerRun inContainer = new ContainerRun(
                request,
                request.image()
                        .orElseThrow(() -> new InvalidInput(
                                "Nothing says which image is to migrate the database of " + request.target(),
                                "Put buildOnce before sshMigrate, name an image, or use mode: 'server'")));
        inContainer.refuseASecondOne(server);
        new ImagePull(server, log).pull(request.image().get(), request.login());
        if (commands.plan().isPresent()) {
            put(inContainer, MigrationStep.PLAN, commands.plan().get(), environment);
        }
        put(inContainer, MigrationStep.MIGRATE, commands.migrate(), environment);
        return GO;
    }

    /** All that comes of an answer is on the server. */
    @Override
    public boolean remembers() {
        return false;
    }

    /**
     * Values go into a file of the transaction's own, which goes with it: the one of the deployment stays as it is. On the
     * server itself a file that somebody wrote for it goes before them.
     */
    private PlacedEnvironment place() throws PromotionFailure, InterruptedException {
        ContainerEnvironment wanted = request.environment();
        EnvironmentPlacement placement = new EnvironmentPlacement(server);
        boolean serversOwn = request.mode() == MigrationMode.SERVER && placement.isForeign(wanted.envFile());
        ContainerEnvironment own = wanted.values().isEmpty() || serversOwn
                ? new ContainerEnvironment(wanted.envFile(), Map.of())
                : new ContainerEnvironment(id.directory() + "/env", wanted.values());
        PlacedEnvironment placed = placement.put(own);
        if (placed.file().isEmpty()) {
            throw new InvalidInput(
                    "There is no environment file " + wanted.envFile() + " on " + server.place()
                            + ", and no values for one were given",
                    "Create the credentials of the environment (for example its DATABASE_URL) and declare their names"
                            + " with the application, or put the file there");
        }
        return placed;
    }

    private void put(ContainerRun run, MigrationStep step, String command, PlacedEnvironment environment)
            throws PromotionFailure, InterruptedException {
        put(step.word() + "-stop", run.stop(step));
        put(step.word(), run.script(step, command, environment));
    }

    private void put(String name, String script) throws PromotionFailure, InterruptedException {
        server.put(RemoteFile.secret(id.directory() + "/" + name, Sensitive.of(script)));
    }

    /** Those that are wanted, in order. */
    static List<String> steps(MigrationRequest.Commands commands) {
        return List.of(MigrationStep.values()).stream()
                .filter(step -> switch (step) {
                    case BACKUP -> commands.backup().isPresent();
                    case PLAN -> commands.plan().isPresent();
                    case MIGRATE -> true;
                })
                .map(MigrationStep::word)
                .toList();
    }
}
