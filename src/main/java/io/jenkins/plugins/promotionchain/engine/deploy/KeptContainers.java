package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The containers that {@code swap.sh} keeps for a way back. */
final class KeptContainers {

    private final Server server;
    private final ServerContainers containers;

    KeptContainers(Server server) {
        this.server = server;
        this.containers = new ServerContainers(server);
    }

    /** Those of a component, the one that served last first. */
    List<ContainerInspection> of(ContainerName serving) throws PromotionFailure, InterruptedException {
        CommandResult result = server.run(Command.of("docker", "ps", "--all", "--format", "{{.Names}}"));
        if (!result.succeeded()) {
            throw DockerFailure.of("Docker on " + server.place() + " cannot be asked for its containers", result);
        }
        Pattern kept = Pattern.compile(Pattern.quote(serving.value()) + "-[0-9a-f]{12}");
        List<ContainerInspection> found = new ArrayList<>();
        for (String name : result.output().lines().toList()) {
            if (kept.matcher(name).matches()) {
                Optional<ContainerInspection> container = containers.find(ContainerName.of(name));
                container.ifPresent(found::add);
            }
        }
        found.sort(Comparator.comparing((ContainerInspection container) ->
                        container.finishedAt().orElse(Instant.EPOCH))
                .reversed());
        return found;
    }
}
