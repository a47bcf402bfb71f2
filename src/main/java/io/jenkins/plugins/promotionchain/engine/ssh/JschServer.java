package io.jenkins.plugins.promotionchain.engine.ssh;

import com.jcraft.jsch.JSchException;
import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.shell.ShellQuote;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;

/**
 * A server over one JSch session. The account's login shell has to be a POSIX shell.
 *
 * <p>Thread contract: one thread at a time, as for every {@code CommandRunner}; {@link #close()} may be called by any
 * thread. Several threads take a connection each, from {@link ConnectionPool}. The log gets lines from another thread.
 */
final class JschServer implements Server {

    /** Linux takes no single argument of 128 KiB or more (MAX_ARG_STRLEN), and the whole line is one for the shell. */
    private static final int LONGEST_LINE = 120_000;

    private final String place;
    private final JschConnection connection;

    JschServer(String place, JschConnection connection) {
        this.place = place;
        this.connection = connection;
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public CommandResult run(Command command, Log live) throws PromotionFailure, InterruptedException {
        requireRunnable(command);
        return new RemoteCommand(connection, place, command, live).run();
    }

    @Override
    public FileChange put(RemoteFile file) throws PromotionFailure, InterruptedException {
        PutScript script = new PutScript(file);
        CommandResult result = run(script.command(), Log.nowhere());
        return script.changeIn(result).orElseThrow(() -> {
            String errors = result.errors().strip();
            return new CommandFailed(
                    "The file " + file.path() + " could not be put on " + place
                            + (errors.isEmpty() ? "" : ": " + errors.substring(errors.lastIndexOf('\n') + 1)),
                    "Check the directory, its permissions for this account and the free space; the old file is unchanged");
        });
    }

    @Override
    public Tunnel openTunnel(Endpoint target) throws PromotionFailure, InterruptedException {
        try {
            return connection.forward(target);
        } catch (JSchException | TimeoutException e) {
            throw new ConnectionLost(
                    "No tunnel through " + place + " to " + target + " could be opened (" + e.getMessage() + ")",
                    "Check the connection to the server, then run the build again",
                    e);
        }
    }

    @Override
    public void close() {
        connection.close();
    }

    private void requireRunnable(Command command) throws InvalidInput {
        try {
            String line = ShellQuote.words(command.words());
            if (line.getBytes(StandardCharsets.UTF_8).length > LONGEST_LINE) {
                throw new InvalidInput(
                        "The arguments of " + command.words().get(0) + " are too long for a command line on " + place,
                        "Pass less than " + LONGEST_LINE + " bytes");
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(
                    "The arguments of " + command.words().get(0) + " cannot be passed to " + place + ": "
                            + e.getMessage(),
                    "Remove that character",
                    e);
        }
    }
}
