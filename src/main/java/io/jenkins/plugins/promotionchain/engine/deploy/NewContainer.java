package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerLabels;
import io.jenkins.plugins.promotionchain.engine.docker.DockerCommands;
import io.jenkins.plugins.promotionchain.engine.docker.RunCommand;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import java.util.List;

/**
 * The container that is asked for, as docker is told about it.
 *
 * @param configurationHash over all that was said to {@code docker run}, except the build that said it
 */
record NewContainer(ContainerRequest request, PlacedEnvironment environment, String configurationHash) {

    /** Comes up with the engine, but stays down where somebody stopped it. */
    private static final String RESTART_POLICY = "unless-stopped";

    /** Changes when the same request leads to another {@code docker run} than before. */
    private static final String SCHEME = "1";

    static NewContainer of(ContainerRequest request, PlacedEnvironment environment) {
        String hash = new ConfigurationHash()
                .add(SCHEME, request.image().toString(), request.publish().toDocker(), RESTART_POLICY)
                .add(request.volumes())
                .add(environment.file().orElse(""), environment.identity())
                .value();
        return new NewContainer(request, environment, hash);
    }

    /** The command line that starts it in the background. */
    List<String> runAs(ContainerName name) {
        RunCommand run = DockerCommands.plain()
                .run(request.image())
                .detached()
                .neverPull()
                .name(name)
                .restart(RESTART_POLICY)
                .labels(ContainerLabels.of(
                        request.target(), request.image().digest(), request.buildUrl(), configurationHash))
                .publish(request.publish());
        request.volumes().forEach(run::volume);
        return environment.addTo(run).words();
    }

    /** Whether a container runs and was made from the very same request. */
    boolean is(ContainerInspection container) {
        return container.running()
                && request.image().digest().value().equals(container.labels().get(ContainerLabels.DIGEST))
                && configurationHash.equals(container.labels().get(ContainerLabels.CONFIGURATION_HASH));
    }
}
