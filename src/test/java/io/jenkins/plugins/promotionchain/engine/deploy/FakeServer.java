package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.ssh.FileChange;
import io.jenkins.plugins.promotionchain.engine.ssh.RemoteFile;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.ssh.Tunnel;
import io.jenkins.plugins.promotionchain.engine.time.Sleeper;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server of which commands are answered by rules: the first rule whose words begin a command line decides. Files are
 * kept in a map, the tunnel leads to a local port, and sleeping moves the clock.
 */
public final class FakeServer implements Server {

    /** What a command does. */
    @FunctionalInterface
    public interface Reaction {
        CommandResult to(Command command) throws PromotionFailure, InterruptedException;
    }

    private final Port application;
    private final Map<String, Reaction> rules = new LinkedHashMap<>();
    private final List<String> commands = new ArrayList<>();
    private final List<String> inputs = new ArrayList<>();
    private final List<String> tunnels = new ArrayList<>();
    private final Map<String, RemoteFile> files = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private final List<Duration> slept = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private boolean cut;

    public FakeServer(Port application) {
        this.application = application;
    }

    public static CommandResult ok(String output) {
        return new CommandResult(0, output, "");
    }

    public static CommandResult failed(int status, String errors) {
        return new CommandResult(status, "", errors);
    }

    /**
     * @param beginning of a command line, words with a space between; a later rule for the same beginning replaces it
     */
    public FakeServer when(String beginning, Reaction reaction) {
        rules.put(beginning, reaction);
        return this;
    }

    /** From now on every command finds the connection broken. */
    public void cut() {
        cut = true;
    }

    public void mend() {
        cut = false;
    }

    /** All commands, words with a space between. */
    public List<String> commands() {
        return commands;
    }

    /** What was written to the standard input of commands. */
    public List<String> inputs() {
        return inputs;
    }

    /** Where the tunnels were to lead. */
    public List<String> tunnels() {
        return tunnels;
    }

    public Map<String, RemoteFile> files() {
        return files;
    }

    /** All lines of the log. */
    public String logged() {
        return String.join("\n", lines);
    }

    public List<Duration> slept() {
        return slept;
    }

    public Duration elapsed() {
        return Duration.between(Instant.EPOCH, now);
    }

    public Log log() {
        return lines::add;
    }

    public Sleeper sleeper() {
        return duration -> {
            slept.add(duration);
            now = now.plus(duration);
        };
    }

    public Clock clock() {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    @Override
    public String place() {
        return "django@server";
    }

    @Override
    public CommandResult run(Command command, Log live) throws PromotionFailure, InterruptedException {
        if (cut) {
            throw new ConnectionLost("The connection to " + place() + " broke", "Run the build again");
        }
        String line = String.join(" ", command.words());
        commands.add(line);
        command.input().ifPresent(input -> inputs.add(input.reveal()));
        Optional<Reaction> reaction = rules.entrySet().stream()
                .filter(rule -> line.startsWith(rule.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        CommandResult result = reaction.isPresent() ? reaction.get().to(command) : ok("");
        (result.output() + result.errors()).lines().forEach(live::line);
        return result;
    }

    @Override
    public FileChange put(RemoteFile file) {
        RemoteFile before = files.put(file.path(), file);
        return before == null ? FileChange.CREATED : before.equals(file) ? FileChange.UNCHANGED : FileChange.REPLACED;
    }

    @Override
    public Tunnel openTunnel(Endpoint target) {
        tunnels.add(target.toString());
        return new Tunnel() {
            @Override
            public Port localPort() {
                return application;
            }

            @Override
            public void close() {
                // Nothing was opened.
            }
        };
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
