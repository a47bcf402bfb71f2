package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.command.CommandRunner;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs everything for real but docker, which does what the test says. */
final class AgentWithDocker implements CommandRunner {

    private final CommandRunner workspace;
    private final MemoryRegistry registry;
    private final List<List<String>> docker = new ArrayList<>();
    private final Map<String, CommandResult> results = new HashMap<>();
    private final TinyImage image = TinyImage.ofRevision("built");
    private Optional<String> dockerfile = Optional.empty();
    private Optional<String> dockerignore = Optional.empty();
    private Runnable afterPush = () -> {};

    AgentWithDocker(CommandRunner workspace, MemoryRegistry registry) {
        this.workspace = workspace;
        this.registry = registry;
    }

    void fails(String command, int exitStatus, String errors) {
        results.put(command, new CommandResult(exitStatus, "", errors));
    }

    void pushesButAfterwards(Runnable action) {
        afterPush = action;
    }

    TinyImage image() {
        return image;
    }

    List<String> ran(String command) {
        return docker.stream()
                .filter(words -> words.get(1).equals(command))
                .findFirst()
                .orElse(List.of());
    }

    /** What stood in the Dockerfile that the last build was given. */
    Optional<String> dockerfile() {
        return dockerfile;
    }

    Optional<String> dockerignore() {
        return dockerignore;
    }

    private static Optional<String> content(String path) {
        try {
            return Files.exists(Path.of(path)) ? Optional.of(Files.readString(Path.of(path))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean usedDocker() {
        return !docker.isEmpty();
    }

    void forgetWhatRan() {
        docker.clear();
    }

    @Override
    public String place() {
        return "the agent";
    }

    @Override
    public CommandResult run(Command command, Log live) throws PromotionFailure, InterruptedException {
        if (!command.words().get(0).equals("docker")) {
            return workspace.run(command, live);
        }
        docker.add(command.words());
        if (command.words().get(1).equals("build")) {
            dockerfile = content(command.words().get(3));
            dockerignore = content(command.words().get(3) + ".dockerignore");
        }
        String name = command.words().get(1);
        if (results.containsKey(name)) {
            return results.get(name);
        }
        if (!name.equals("push")) {
            return new CommandResult(0, "", "");
        }
        String tag = command.words()
                .get(2)
                .substring(registry.repository().toString().length() + 1);
        registry.put(tag, image);
        afterPush.run();
        return new CommandResult(0, "%s: digest: %s size: 1\n".formatted(tag, image.digest()), "");
    }
}
