package io.jenkins.plugins.promotionchain.engine.migrate;

import io.jenkins.plugins.promotionchain.engine.deploy.ContainerEnvironment;
import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.time.Duration;
import java.util.Optional;

/**
 * One migration.
 *
 * @param image needed by {@link MigrationMode#CONTAINER} only
 * @param environment the values, or where there are none the server's own file
 * @param commands what is run
 * @param timeout after which a command is stopped and the step fails; whole seconds
 * @param lockTimeout how long another migration of the same environment is waited for; whole seconds
 * @param buildUrl the build that asks; may be empty
 */
public record MigrationRequest(
        DeploymentTarget target,
        MigrationMode mode,
        Optional<ImageRef> image,
        Optional<RegistryLogin> login,
        ContainerEnvironment environment,
        Commands commands,
        Duration timeout,
        Duration lockTimeout,
        String buildUrl) {

    /** What Django takes, and what the first user's pipeline runs. */
    public static final String DEFAULT_COMMAND = "python manage.py migrate --fake-initial --noinput";

    /** What Django takes to tell what it would apply. */
    public static final String DEFAULT_PLAN = "python manage.py migrate --plan";

    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(15);

    /**
     * Shell command lines, written by the author of the Jenkinsfile.
     *
     * @param migrate changes the database
     * @param plan tells before what would be applied
     * @param backup has to succeed before; runs on the server itself, where what it writes stays
     * @param workDirectory in the container (none: the image's own) or on the server (none: the home directory)
     */
    public record Commands(
            String migrate, Optional<String> plan, Optional<String> backup, Optional<String> workDirectory) {

        /** Only the migration. */
        public static Commands only(String migrate) {
            return new Commands(migrate, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }
}
