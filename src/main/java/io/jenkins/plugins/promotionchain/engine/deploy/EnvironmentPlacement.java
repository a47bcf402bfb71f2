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
 * Puts the environment file, and the second file for values that it cannot carry, on a server, both of mode 0600. When
 * a
 * deployment fails later the files stay: a container has read its environment when it was made, so the version before
 * keeps the old values.
 */
public final class EnvironmentPlacement {

    /** The first line of every file of ours: docker and a shell skip it. A file without it is somebody else's. */
    public static final String HEADER = "# written by Promotion Chain; changes are overwritten\n";

    private static final String WHAT_TO_DO = "Check that the account may read and write that file and its directory";

    private final Server server;

    public EnvironmentPlacement(Server server) {
        this.server = server;
    }

    /**
     * @throws InvalidInput when a value cannot be handed to a container; nothing was changed then
     * @throws PromotionFailure when a file cannot be written
     */
    public PlacedEnvironment put(ContainerEnvironment environment) throws PromotionFailure, InterruptedException {
        return environment.values().isEmpty() ? asItStands(environment.envFile()) : written(environment);
    }

    private PlacedEnvironment written(ContainerEnvironment environment) throws PromotionFailure, InterruptedException {
        EnvFile files = EnvFile.of(environment.values());
        String path = environment.envFile();
        String exportsPath = path + ".exports";
        refuseForeign(path);
        refuseForeign(exportsPath);
        List<String> changes = new ArrayList<>();
        put(ours(path, files.content()), changes);
        if (files.exports().isPresent()) {
            put(ours(exportsPath, files.exports().get()), changes);
        } else {
            removeLeftOver(exportsPath, changes);
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

    private static RemoteFile ours(String path, Sensitive content) {
        return RemoteFile.secret(path, Sensitive.of(HEADER + content.reveal()));
    }

    /** Whether the server has a file there that somebody else wrote. */
    public boolean isForeign(String path) throws PromotionFailure, InterruptedException {
        String script = "if [ -s \"$1\" ]; then head -n 1 \"$1\" | grep -qxF \"$2\" && echo ours || echo foreign; fi";
        String said = server.runOrFail(Command.of("sh", "-c", script, "sh", path, HEADER.strip()), WHAT_TO_DO);
        return said.endsWith("foreign");
    }

    /** It may hold more than what is known here. */
    private void refuseForeign(String path) throws PromotionFailure, InterruptedException {
        if (isForeign(path)) {
            throw foreign(path, server.place());
        }
    }

    /** What to tell of a file that somebody else wrote. */
    public static InvalidInput foreign(String path, String place) {
        return new InvalidInput(
                "The environment file " + path + " on " + place
                        + " was not written by Promotion Chain and is left alone",
                "Move it away if all its variables are in Jenkins now; or configure another path; or declare no"
                        + " secret and no variable for the component, and the file is used as it stands");
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

    /** A second file of an earlier deployment would keep secrets on the disk that nobody needs any more. */
    private void removeLeftOver(String path, List<String> changes) throws PromotionFailure, InterruptedException {
        String script = "if [ -e \"$1\" ]; then rm -f -- \"$1\" && echo removed; fi";
        String said = server.runOrFail(Command.of("sh", "-c", script, "sh", path), WHAT_TO_DO);
        if (said.equals("removed")) {
            changes.add("environment file " + path + " removed");
        }
    }

    private PlacedEnvironment asItStands(String path) throws PromotionFailure, InterruptedException {
        String script = "if [ -e \"$1\" ]; then sha256sum < \"$1\"; else echo absent; fi";
        String said = server.runOrFail(Command.of("sh", "-c", script, "sh", path), WHAT_TO_DO);
        boolean absent = said.equals("absent");
        return new PlacedEnvironment(
                absent ? Optional.empty() : Optional.of(path), Optional.empty(), List.of(), said, List.of());
    }
}
