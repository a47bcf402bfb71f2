package io.jenkins.plugins.promotionchain.engine.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A {@code docker build} in the making. Only options that the classic builder of Docker 20.10 and BuildKit both know
 * are used, so that an engine without buildx will do. Not for several threads.
 */
public final class BuildCommand {

    private final List<String> words;

    BuildCommand(List<String> beginning) {
        this.words = new ArrayList<>(beginning);
    }

    /** @param path of the Dockerfile, relative to the directory in which the command runs */
    public BuildCommand file(String path) {
        return option("--file", path);
    }

    public BuildCommand tag(String reference) {
        return option("--tag", reference);
    }

    public BuildCommand labels(Map<String, String> labels) {
        new TreeMap<>(labels).forEach((name, value) -> option("--label", name + "=" + value));
        return this;
    }

    /** Build arguments are recorded in the image and visible in process lists: never a secret. */
    public BuildCommand arguments(Map<String, String> arguments) {
        new TreeMap<>(arguments).forEach((name, value) -> option("--build-arg", name + "=" + value));
        return this;
    }

    public BuildCommand target(Optional<String> stage) {
        stage.ifPresent(name -> option("--target", name));
        return this;
    }

    /** None: the option is left out, since the classic builder takes it only from an experimental engine. */
    public BuildCommand platforms(List<String> platforms) {
        return platforms.isEmpty() ? this : option("--platform", String.join(",", platforms));
    }

    /** Asks the registries for newer base images. */
    public BuildCommand pullBaseImages() {
        words.add("--pull");
        return this;
    }

    /** @param context directory, relative to that in which the command runs */
    public List<String> words(String context) {
        List<String> all = new ArrayList<>(words);
        all.add(context);
        return List.copyOf(all);
    }

    private BuildCommand option(String name, String value) {
        words.add(name);
        words.add(value);
        return this;
    }
}
