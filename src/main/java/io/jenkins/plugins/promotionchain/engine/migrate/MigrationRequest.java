package io.jenkins.plugins.promotionchain.engine.migrate;

import io.jenkins.plugins.promotionchain.engine.deploy.ContainerEnvironment;
import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.time.Duration;
import java.util.Optional;

/**
 * One run of a migration command.
 *
 * @param image needed by {@link MigrationMode#CONTAINER} only
 * @param environment of the application; given values go into a file of the migration's own beside that one
 * @param command a shell command line, written by the author of the Jenkinsfile
 * @param workDirectory in the container (none: the image's own) or on the server (none: the home directory)
 * @param timeout after which the command is stopped and the step fails
 */
public record MigrationRequest(
        DeploymentTarget target,
        MigrationMode mode,
        Optional<ImageRef> image,
        Optional<RegistryLogin> login,
        ContainerEnvironment environment,
        String command,
        Optional<String> workDirectory,
        Duration timeout) {

    /** What Django takes, and what the first user's pipeline runs. */
    public static final String DEFAULT_COMMAND = "python manage.py migrate --fake-initial --noinput";

    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(15);
}
