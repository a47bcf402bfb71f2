package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerLabels;
import io.jenkins.plugins.promotionchain.engine.docker.DockerCommands;
import io.jenkins.plugins.promotionchain.engine.docker.RunCommand;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import java.util.List;
import java.util.SortedMap;

/**
 * The container that is asked for, as docker is told about it.
 *
 * @param behindNginx whether it listens on a port of its own, to which nginx passes on, or on the public one
 * @param configurationHash over all that was said to {@code docker run}, except the build that said it
 */
record NewContainer(
        ContainerRequest request, PlacedEnvironment environment, boolean behindNginx, String configurationHash) {

    /** Comes up with the engine, but stays down where somebody stopped it. */
    private static final String RESTART_POLICY = "unless-stopped";

    /** Changes when the same request leads to another {@code docker run} than before. */
    private static final String SCHEME = "2";

    /** Where {@code swap.sh} writes the address and port that it has chosen. */
    private static final String SLOT = "@promotion-chain-slot@";

    static NewContainer of(ContainerRequest request, PlacedEnvironment environment, SwapStrategy strategy) {
        boolean behindNginx = strategy == SwapStrategy.NGINX;
        String hash = new ConfigurationHash()
                .add(SCHEME, request.image().toString(), request.publish().toDocker(), RESTART_POLICY)
                .add(behindNginx ? "behind nginx" : "on the public port")
                .add(request.volumes())
                .add(environment.file().orElse(""), environment.identity())
                .value();
        return new NewContainer(request, environment, behindNginx, hash);
    }

    /** The command line that starts it in the background. */
    List<String> runAs(ContainerName name) {
        SortedMap<String, String> labels =
                ContainerLabels.of(request.target(), request.image().digest(), request.buildUrl(), configurationHash);
        RunCommand run = DockerCommands.plain()
                .run(request.image())
                .detached()
                .neverPull()
                .name(name)
                .restart(RESTART_POLICY);
        labels.put(ContainerLabels.PUBLISH, request.publish().toDocker());
        labels.put(ContainerLabels.HEALTH, request.health().toLabel());
        if (behindNginx) {
            labels.put(ContainerLabels.SLOT, SLOT);
            run.publish(SLOT + ":" + request.publish().containerPort());
        } else {
            run.publish(request.publish());
        }
        run.labels(labels);
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
