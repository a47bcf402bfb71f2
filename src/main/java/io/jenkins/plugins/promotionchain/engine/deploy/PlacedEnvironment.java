package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.docker.RunCommand;
import java.util.List;
import java.util.Optional;

/**
 * The environment of a container as it now lies on the server.
 *
 * @param file for {@code --env-file}; none where the server has none and no values were given
 * @param exports a file for a shell to read before it calls docker; see {@link EnvFile}
 * @param exportedNames what that file sets
 * @param identity of all values together: differs when one of them differs
 * @param changes what putting it changed, in words
 */
public record PlacedEnvironment(
        Optional<String> file,
        Optional<String> exports,
        List<String> exportedNames,
        String identity,
        List<String> changes) {

    public PlacedEnvironment {
        exportedNames = List.copyOf(exportedNames);
        changes = List.copyOf(changes);
    }

    /** Hands the environment to a container; the command has to run in a shell that has read {@link #exports()}. */
    public RunCommand addTo(RunCommand command) {
        file.ifPresent(command::envFile);
        exportedNames.forEach(command::env);
        return command;
    }
}
