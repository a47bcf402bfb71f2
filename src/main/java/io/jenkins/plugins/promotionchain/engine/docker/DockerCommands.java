package io.jenkins.plugins.promotionchain.engine.docker;

import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Command lines of the docker client, as lists of words. Nothing is run here, and nothing here may hold a secret:
 * words are visible in process lists. Every option used is known to the client of Docker 20.10, the oldest that we
 * support.
 *
 * @param configDirectory directory of the client's configuration, with the logins; none: that of the account
 */
public record DockerCommands(Optional<String> configDirectory) {

    /** Commands that use the account's own client configuration. */
    public static DockerCommands plain() {
        return new DockerCommands(Optional.empty());
    }

    /** Commands that use the configuration in this directory and no other. */
    public static DockerCommands withConfig(String directory) {
        return new DockerCommands(Optional.of(directory));
    }

    /** Begins a {@code docker build}. */
    public BuildCommand build() {
        return new BuildCommand(docker("build"));
    }

    /** Begins a {@code docker run}. */
    public RunCommand run(ImageRef image) {
        return new RunCommand(docker("run"), image);
    }

    /** @param reference repository and tag */
    public List<String> push(String reference) {
        return docker("push", reference);
    }

    public List<String> pull(ImageRef image) {
        return docker("pull", image.toString());
    }

    public List<String> tag(String source, String target) {
        return docker("tag", source, target);
    }

    /** Report for {@link ContainerInspection#parse}. Exit status 1 and "No such container" where there is none. */
    public List<String> inspect(ContainerName container) {
        return docker("container", "inspect", container.value());
    }

    /** The last lines of what the container wrote, its standard error on standard error. */
    public List<String> logs(ContainerName container, int lines) {
        return docker("logs", "--tail", Integer.toString(lines), container.value());
    }

    /** @param grace how long the container may take before it is killed; whole seconds */
    public List<String> stop(ContainerName container, Duration grace) {
        return docker("stop", "-t", Long.toString(grace.toSeconds()), container.value());
    }

    public List<String> start(ContainerName container) {
        return docker("start", container.value());
    }

    public List<String> restart(ContainerName container) {
        return docker("restart", container.value());
    }

    public List<String> rename(ContainerName container, ContainerName newName) {
        return docker("rename", container.value(), newName.value());
    }

    /** Removes a container that does not run, with its anonymous volumes. */
    public List<String> remove(ContainerName container) {
        return docker("rm", "--volumes", container.value());
    }

    /** Removes a container, killing it first where it runs. */
    public List<String> removeForcibly(ContainerName container) {
        return docker("rm", "--force", "--volumes", container.value());
    }

    public List<String> exec(ContainerName container, List<String> command) {
        List<String> words = docker("exec", container.value());
        words.addAll(command);
        return words;
    }

    /** Names of all containers, running or not, that carry these labels; one a line. */
    public List<String> namesByLabels(Map<String, String> labels) {
        List<String> words = docker("ps", "--all", "--no-trunc");
        filterByLabels(words, labels);
        words.addAll(List.of("--format", "{{.Names}}"));
        return words;
    }

    /** Report for {@link ImageInspection#parse}. Exit status 1 where the engine does not have the image. */
    public List<String> inspectImage(String reference) {
        return docker("image", "inspect", reference);
    }

    /** Takes the name from an image, and removes the image if that was its last name and no container uses it. */
    public List<String> removeImage(String reference) {
        return docker("image", "rm", reference);
    }

    /** Ids and digests of the images of a repository, one a line: {@code sha256:<id> sha256:<digest or <none>>}. */
    public List<String> imagesOf(String repository) {
        return docker("images", "--digests", "--no-trunc", "--format", "{{.ID}} {{.Digest}}", repository);
    }

    /** Removes images without a name that carry these labels and that no container uses. */
    public List<String> pruneUnnamedImages(Map<String, String> labels) {
        List<String> words = docker("image", "prune", "--force");
        filterByLabels(words, labels);
        return words;
    }

    /** Client and engine versions, one line; fails where the engine does not answer. */
    public List<String> version() {
        return docker("version", "--format", "{{.Client.Version}} {{.Server.Version}}");
    }

    /** The password is read from standard input. */
    public List<String> login(RegistryLogin login) {
        return docker("login", "--username", login.username(), "--password-stdin", login.registry());
    }

    public List<String> logout(String registry) {
        return docker("logout", registry);
    }

    private List<String> docker(String... words) {
        List<String> all = new ArrayList<>(List.of("docker"));
        configDirectory.ifPresent(directory -> all.addAll(List.of("--config", directory)));
        all.addAll(List.of(words));
        return all;
    }

    private static void filterByLabels(List<String> words, Map<String, String> labels) {
        new TreeMap<>(labels)
                .forEach((name, value) -> words.addAll(List.of("--filter", "label=" + name + "=" + value)));
    }
}
