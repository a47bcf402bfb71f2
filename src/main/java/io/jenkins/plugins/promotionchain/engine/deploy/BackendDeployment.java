package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.docker.DockerCommands;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxInstallation;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Deploys a backend: a container, and in it, once it is healthy, the collecting of static files. When that fails the
 * version before is brought back: a deployment that ends red leaves the server as it was.
 */
public final class BackendDeployment {

    /** What Django takes. */
    public static final String DEFAULT_COLLECT_STATIC = "python manage.py collectstatic --noinput";

    private static final Duration COLLECT_TIMEOUT = Duration.ofMinutes(10);

    private final Workplace place;
    private final NginxInstallation nginx;

    public BackendDeployment(Workplace place, NginxInstallation nginx) {
        this.place = place;
        this.nginx = nginx;
    }

    /**
     * @param collectStaticCommand a shell command line run inside the new container; none: nothing is run
     * @throws PromotionFailure as {@link ContainerDeployment#deploy} says, or {@link CommandFailed} when the command
     *     does not end with exit status 0
     */
    public DeploymentOutcome deploy(ContainerRequest request, Optional<String> collectStaticCommand)
            throws PromotionFailure, InterruptedException {
        Verification verification =
                collectStaticCommand.<Verification>map(CollectStatic::new).orElse(Verification.NONE);
        return new ContainerDeployment(place, nginx).deploy(request, verification);
    }

    private final class CollectStatic implements Verification {

        private final String command;

        CollectStatic(String command) {
            this.command = command;
        }

        @Override
        public List<String> direct(ContainerName container, Endpoint endpoint)
                throws PromotionFailure, InterruptedException {
            CommandResult result = place.server()
                    .run(
                            Command.of(DockerCommands.plain().exec(container, List.of("sh", "-c", command)))
                                    .withTimeout(COLLECT_TIMEOUT),
                            line -> place.log().line("  " + line));
            if (!result.succeeded()) {
                throw new CommandFailed(
                        "Collecting static files in the new container on %s ended with exit status %d, so the new version"
                                        .formatted(place.server().place(), result.exitStatus())
                                + " was taken back",
                        "See the command's output above, and what serves now below it");
            }
            return List.of("static files collected");
        }
    }
}
