package io.jenkins.plugins.promotionchain.engine.ssh;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A server that runs nothing: it records what it was asked to do and answers as a test told it to. Rules are asked in
 * the order of their addition, rules that hold once before the others; a command that no rule knows succeeds silently.
 */
public final class RecordingServer implements Server {

    /** What a command is answered with. */
    @FunctionalInterface
    public interface Answer {
        CommandResult to(Command command) throws PromotionFailure, InterruptedException;
    }

    private record Rule(Predicate<Command> when, Answer answer) {}

    private final String place;
    private final List<Rule> once = new ArrayList<>();
    private final List<Rule> always = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();
    private final List<RemoteFile> puts = new ArrayList<>();
    private final Map<String, RemoteFile> files = new LinkedHashMap<>();
    private final List<Endpoint> tunnels = new ArrayList<>();
    private Function<Endpoint, Port> tunnelEnd = Endpoint::port;
    private int openTunnels;
    private boolean closed;

    public RecordingServer() {
        this("django@server.example");
    }

    public RecordingServer(String place) {
        this.place = place;
    }

    /** A successful result. */
    public static CommandResult output(String text) {
        return new CommandResult(0, text, "");
    }

    /** A failed result. */
    public static CommandResult failure(int exitStatus, String errors) {
        return new CommandResult(exitStatus, "", errors);
    }

    /** Matches commands whose first words are these. */
    public static Predicate<Command> startsWith(String... words) {
        List<String> expected = List.of(words);
        return command -> command.words().size() >= expected.size()
                && command.words().subList(0, expected.size()).equals(expected);
    }

    /** Matches commands that have all of these words, anywhere. */
    public static Predicate<Command> has(String... words) {
        return command -> command.words().containsAll(List.of(words));
    }

    public RecordingServer on(Predicate<Command> when, CommandResult result) {
        return on(when, command -> result);
    }

    public RecordingServer on(Predicate<Command> when, Answer answer) {
        always.add(new Rule(when, answer));
        return this;
    }

    /** Answers the next command that matches, and no later one. */
    public RecordingServer once(Predicate<Command> when, CommandResult result) {
        return once(when, command -> result);
    }

    public RecordingServer once(Predicate<Command> when, Answer answer) {
        once.add(new Rule(when, answer));
        return this;
    }

    /** Every later command that matches fails so. */
    public RecordingServer fail(Predicate<Command> when, PromotionFailure failure) {
        return on(when, command -> {
            throw failure;
        });
    }

    /** A file that is on the server before the test begins. */
    public RecordingServer withFile(RemoteFile file) {
        files.put(file.path(), file);
        return this;
    }

    /** Which port on 127.0.0.1 a tunnel gets; without this, the target's own number. */
    public RecordingServer tunnelsEndAt(Function<Endpoint, Port> end) {
        tunnelEnd = end;
        return this;
    }

    /** All commands so far, in order. */
    public synchronized List<Command> commands() {
        return List.copyOf(commands);
    }

    /** The words of all commands so far, in order. */
    public synchronized List<List<String>> words() {
        return commands.stream().map(Command::words).toList();
    }

    /** All files put so far, in order, whether or not they changed anything. */
    public synchronized List<RemoteFile> puts() {
        return List.copyOf(puts);
    }

    /** The files on the server now, by path. */
    public synchronized Map<String, RemoteFile> files() {
        return Map.copyOf(files);
    }

    /** The targets of all tunnels so far, in order. */
    public synchronized List<Endpoint> tunnels() {
        return List.copyOf(tunnels);
    }

    /** How many tunnels nobody has closed. */
    public synchronized int openTunnels() {
        return openTunnels;
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public CommandResult run(Command command, Log live) throws PromotionFailure, InterruptedException {
        CommandResult result = answerFor(command).to(command);
        result.output().lines().forEach(live::line);
        result.errors().lines().forEach(live::line);
        return result;
    }

    private synchronized Answer answerFor(Command command) {
        commands.add(command);
        for (Rule rule : once) {
            if (rule.when().test(command)) {
                once.remove(rule);
                return rule.answer();
            }
        }
        return always.stream()
                .filter(rule -> rule.when().test(command))
                .map(Rule::answer)
                .findFirst()
                .orElse(unknown -> output(""));
    }

    @Override
    public synchronized FileChange put(RemoteFile file) {
        puts.add(file);
        RemoteFile old = files.put(file.path(), file);
        if (old == null) {
            return FileChange.CREATED;
        }
        return old.equals(file) ? FileChange.UNCHANGED : FileChange.REPLACED;
    }

    @Override
    public synchronized Tunnel openTunnel(Endpoint target) {
        tunnels.add(target);
        openTunnels++;
        Port end = tunnelEnd.apply(target);
        return new Tunnel() {
            @Override
            public Port localPort() {
                return end;
            }

            @Override
            public void close() {
                synchronized (RecordingServer.this) {
                    openTunnels--;
                }
            }
        };
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
