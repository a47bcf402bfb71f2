package io.jenkins.plugins.promotionchain.engine.docker;

import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A {@code docker run} in the making. Options appear in the order in which they were asked for. Not for several
 * threads.
 */
public final class RunCommand {

    private final List<String> words;
    private final ImageRef image;

    RunCommand(List<String> beginning, ImageRef image) {
        this.words = new ArrayList<>(beginning);
        this.image = image;
    }

    /** The container goes on in the background; the command prints its id. */
    public RunCommand detached() {
        return word("--detach");
    }

    /** The container is removed when it ends; the command ends with its exit status. */
    public RunCommand throwAway() {
        return word("--rm");
    }

    /** Standard input of the command is that of the container. */
    public RunCommand interactive() {
        return word("--interactive");
    }

    /** Fails where the engine does not have the image, in place of a pull without the login. */
    public RunCommand neverPull() {
        return option("--pull", "never");
    }

    /** A small init as process 1, which passes on signals and reaps children. */
    public RunCommand init() {
        return word("--init");
    }

    public RunCommand name(ContainerName name) {
        return option("--name", name.value());
    }

    /** @param policy {@code no}, {@code always}, {@code unless-stopped} or {@code on-failure:<times>} */
    public RunCommand restart(String policy) {
        return option("--restart", policy);
    }

    public RunCommand publish(PublishedPort port) {
        return option("--publish", port.toDocker());
    }

    /** @param mapping as docker takes it: {@code address:port:containerPort} */
    public RunCommand publish(String mapping) {
        return option("--publish", mapping);
    }

    /** @param path on the machine of the docker client */
    public RunCommand envFile(String path) {
        return option("--env-file", path);
    }

    /** Passes on a variable of the docker client's own environment; its value is on no command line. */
    public RunCommand env(String name) {
        if (name.contains("=")) {
            throw new IllegalArgumentException(
                    "A value on the command line could be read by others: name the variable only");
        }
        return option("--env", name);
    }

    /** @param volume as docker takes it: {@code source:target[:options]} */
    public RunCommand volume(String volume) {
        return option("--volume", volume);
    }

    public RunCommand labels(Map<String, String> labels) {
        new TreeMap<>(labels).forEach((name, value) -> option("--label", name + "=" + value));
        return this;
    }

    public RunCommand network(String network) {
        return option("--network", network);
    }

    /** @param account user or {@code user:group} inside the container */
    public RunCommand user(String account) {
        return option("--user", account);
    }

    /** @param program path or name; empty: the image's entry point is switched off */
    public RunCommand entrypoint(String program) {
        return option("--entrypoint", program);
    }

    public RunCommand workDirectory(String path) {
        return option("--workdir", path);
    }

    /** @param options of the log driver, for example {@code max-size=10m} */
    public RunCommand log(String driver, Map<String, String> options) {
        option("--log-driver", driver);
        new TreeMap<>(options).forEach((name, value) -> option("--log-opt", name + "=" + value));
        return this;
    }

    /** @param command of the container; empty: the image's own */
    public List<String> words(String... command) {
        return words(List.of(command));
    }

    public List<String> words(List<String> command) {
        List<String> all = new ArrayList<>(words);
        all.add(image.toString());
        all.addAll(command);
        return List.copyOf(all);
    }

    private RunCommand option(String name, String value) {
        return word(name).word(value);
    }

    private RunCommand word(String word) {
        words.add(word);
        return this;
    }
}
