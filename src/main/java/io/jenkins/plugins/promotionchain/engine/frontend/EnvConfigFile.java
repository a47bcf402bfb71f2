package io.jenkins.plugins.promotionchain.engine.frontend;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.shell.ShellScript;
import io.jenkins.plugins.promotionchain.engine.ssh.FileChange;
import io.jenkins.plugins.promotionchain.engine.ssh.RemoteFile;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An {@code env-config.js} on a server, and how a container gets it.
 *
 * <p>A container mounts this one file, and a single-file bind mount keeps the inode that the file had when the
 * container started: a file put in its place by rename never reaches it. So each content has a file of its own, named
 * by its hash. Another content is then another mount, hence another configuration, and the container is made anew. And
 * when that fails, the container before is started again with the content that it had: docker looks the path up at
 * each start.
 *
 * <p>The plain name {@code env-config.js} is a link to the file that serves, for people who look for it there.
 */
public final class EnvConfigFile {

    /** Where the first user's images have their pages (nginx's own images, too). */
    static final String IN_CONTAINER = "/usr/share/nginx/html/env-config.js";

    private static final int HASH_LENGTH = 16;
    /** docker separates the parts of a volume with colons. */
    private static final Pattern DIRECTORY = Pattern.compile("/[^:\\p{Cntrl}]*");

    private final Server server;
    private final EnvConfig config;
    private final String directory;

    /** @throws IllegalArgumentException when docker could not mount from the directory */
    public static String checkedDirectory(String directory) {
        if (!DIRECTORY.matcher(directory).matches()) {
            throw new IllegalArgumentException(
                    "'" + directory + "' is no directory that docker could mount env-config.js from");
        }
        return directory;
    }

    /** @throws InvalidInput when docker could not mount from the directory */
    EnvConfigFile(Server server, EnvConfig config, String directory) throws InvalidInput {
        try {
            checkedDirectory(directory);
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(
                    e.getMessage(),
                    "Write an absolute path without a colon, for example " + FrontendDeployment.DEFAULT_ENV_DIRECTORY,
                    e);
        }
        this.server = server;
        this.config = config;
        this.directory = directory.length() > 1 && directory.endsWith("/")
                ? directory.substring(0, directory.length() - 1)
                : directory;
    }

    String path() {
        return directory + "/" + name();
    }

    /** As {@code docker run --volume} takes it. */
    String volume() {
        return path() + ":" + IN_CONTAINER + ":ro";
    }

    EnvConfig config() {
        return config;
    }

    /** Writes the file; no running container sees it. */
    FileChange write() throws PromotionFailure, InterruptedException {
        return server.put(RemoteFile.readable(path(), config.text()));
    }

    /** Lets the plain name stand for this file, and removes what neither this container nor the one before mounts. */
    FileChange publishName() throws PromotionFailure, InterruptedException {
        Command command = Command.of(List.of("sh", "-s", "--", directory, name()))
                .withInput(Sensitive.of(ShellScript.beside(EnvConfigFile.class, "env-config-name.sh")));
        String answer = server.runOrFail(command, "See whether the account may write to " + directory);
        return answer.equals("unchanged") ? FileChange.UNCHANGED : FileChange.REPLACED;
    }

    private String name() {
        return "env-config." + config.sha256().substring(0, HASH_LENGTH) + ".js";
    }
}
