package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.command.CommandRunner;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs everything for real but docker, which does what the test says. */
final class AgentWithDocker implements CommandRunner {

    private final CommandRunner workspace;
    private final MemoryRegistry registry;
    private final List<List<String>> docker = new ArrayList<>();
    private final Map<String, CommandResult> results = new HashMap<>();
    private final TinyImage image = TinyImage.ofRevision("built");
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
