package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.ssh.FileChange;
import io.jenkins.plugins.promotionchain.engine.ssh.RemoteFile;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the environment file, and the second file for values that it cannot carry, on a server, both of mode 0600. A file
 * that somebody else wrote is never replaced: its values may be nowhere else. When a deployment fails later the files
 * stay: a container has read its environment when it was made, so the version before keeps the old values.
 */
public final class EnvironmentPlacement {

    private static final String WHAT_TO_DO = "Check that the account may read and write that file and its directory";
    private static final String EXPORTS = ".exports";
    private static final String FOREIGN = "foreign";

    /** An empty file holds nothing that could be lost. */
    private static final String WHOSE = "[ -s \"$1\" ] || exit 0; first=$(head -n 1 < \"$1\") || exit;"
            + " case $first in \"$2\"*) ;; *) echo " + FOREIGN + " ;; esac";

    private static final String REMOVE_OURS = "[ -e \"$1\" ] || exit 0; first=$(head -n 1 < \"$1\") || exit;"
            + " case $first in \"$2\"*) rm -f -- \"$1\" && echo removed ;; esac";

    private final Server server;

    public EnvironmentPlacement(Server server) {
        this.server = server;
    }

    /**
     * @throws InvalidInput when a value cannot be handed to a container, or a file that this plugin did not write is
     *     in the way; nothing was changed then
     * @throws PromotionFailure when a file cannot be written
     */
    public PlacedEnvironment put(ContainerEnvironment environment) throws PromotionFailure, InterruptedException {
        return environment.values().isEmpty() ? asItStands(environment.envFile()) : written(environment);
    }

    private PlacedEnvironment written(ContainerEnvironment environment) throws PromotionFailure, InterruptedException {
        EnvFile files = EnvFile.of(environment.values());
        String path = environment.envFile();
        String exportsPath = path + EXPORTS;
        refuseForeign(path);
        if (files.exports().isPresent()) {
            refuseForeign(exportsPath);
        }
        List<String> changes = new ArrayList<>();
        put(RemoteFile.secret(path, files.content()), changes);
        if (files.exports().isPresent()) {
            put(RemoteFile.secret(exportsPath, files.exports().get()), changes);
        } else {
            // One of an earlier deployment would keep secrets on the disk that nobody needs any more.
            changes.addAll(remove(exportsPath));
        }
        ConfigurationHash identity = new ConfigurationHash();
        for (Map.Entry<String, Sensitive> entry : environment.values().entrySet()) {
            identity.add(entry.getKey(), entry.getValue().reveal());
        }
        return new PlacedEnvironment(
                Optional.of(path),
                files.exports().map(some -> exportsPath),
                files.exportedNames(),
                identity.value(),
                changes);
    }

    private void refuseForeign(String path) throws PromotionFailure, InterruptedException {
        String said = server.runOrFail(Command.of("sh", "-c", WHOSE, "sh", path, EnvFile.MARK), WHAT_TO_DO);
        if (said.endsWith(FOREIGN)) {
            throw new InvalidInput(
                    "The file " + path + " on " + server.place()
                            + " was not written by this plugin, and the environment variables would replace what is in it",
                    "Configure another environment file for that server, or rename or delete this one when its values"
                            + " are credentials or configured variables, or configure neither backendVariables nor"
                            + " variables so that it is used as it stands; the file was not touched");
        }
    }

    private void put(RemoteFile file, List<String> changes) throws PromotionFailure, InterruptedException {
        FileChange change = server.put(file);
        switch (change) {
            case CREATED -> changes.add("environment file " + file.path() + " written");
            case REPLACED -> changes.add("environment file " + file.path() + " replaced");
            case UNCHANGED -> {
                // Nothing to tell.
            }
        }
    }

    /**
     * Removes the files that {@link #put} wrote at that path, and no other.
     *
     * @throws PromotionFailure when one of them cannot be removed
     */
    public void takeBack(String envFile) throws PromotionFailure, InterruptedException {
        remove(envFile);
        remove(envFile + EXPORTS);
    }

    private List<String> remove(String path) throws PromotionFailure, InterruptedException {
        String said = server.runOrFail(Command.of("sh", "-c", REMOVE_OURS, "sh", path, EnvFile.MARK), WHAT_TO_DO);
        return said.endsWith("removed") ? List.of("environment file " + path + " removed") : List.of();
    }

    private PlacedEnvironment asItStands(String path) throws PromotionFailure, InterruptedException {
        String script = "if [ -e \"$1\" ]; then sha256sum < \"$1\"; else echo absent; fi";
        String said = server.runOrFail(Command.of("sh", "-c", script, "sh", path), WHAT_TO_DO);
        boolean absent = said.equals("absent");
        return new PlacedEnvironment(
                absent ? Optional.empty() : Optional.of(path), Optional.empty(), List.of(), said, List.of());
    }
}
