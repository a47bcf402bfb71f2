package io.jenkins.plugins.promotionchain.engine.diagnose;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.deploy.EnvFile;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.migrate.MigrationDiagnosis;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Asks an image for the plan of its migrations with the values that Jenkins has now, as the next migration will have
 * them: what runs may still have those of before. In a throw-away container; nothing is applied.
 */
final class MigrationLook {

    /** {@code docker run}'s own exit status, for example where the image is not on the server. */
    private static final int DOCKERS_OWN = 125;

    /** The values never stand in a file of the server: docker reads them from a pipe, which a socket would not be. */
    private static final String SCRIPT =
            "cat | docker run --rm --pull never --env-file /dev/stdin --entrypoint sh \"$1\""
                    + " -c 'timeout 20 python manage.py showmigrations --plan 2>&1'";

    private final Server server;

    MigrationLook(Server server) {
        this.server = server;
    }

    /** @return what hinders a migration; none where nothing does, or that cannot be told */
    Optional<MigrationDiagnosis> trouble(ImageRef image, SortedMap<String, Sensitive> values)
            throws PromotionFailure, InterruptedException {
        EnvFile file = EnvFile.of(values);
        if (values.isEmpty() || file.exports().isPresent()) {
            return Optional.empty();
        }
        CommandResult result = server.run(
                Command.of("sh", "-c", SCRIPT, "sh", image.toString()).withInput(file.content()));
        if (result.succeeded() || result.exitStatus() == DOCKERS_OWN) {
            return Optional.empty();
        }
        return Optional.of(MigrationDiagnosis.of(result.output(), values.values()))
                .filter(said -> said.understood() && !said.lacksProgram());
    }
}
