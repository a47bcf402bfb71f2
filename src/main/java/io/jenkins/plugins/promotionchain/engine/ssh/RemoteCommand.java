package io.jenkins.plugins.promotionchain.engine.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.command.OutputCapture;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.TimedOut;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.shell.ShellQuote;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One command on one exec channel, from its start to its end.
 *
 * <p>JSch's session thread writes both output streams straight into the captures, so that neither can fill a pipe and
 * hold up the other. The remote shell stays as the parent of the command: a command that dies of a signal then ends
 * with 128 + the signal's number, as in any shell, and not without a status.
 */
final class RemoteCommand {

    /** JSch tells nobody that a channel has closed, so its state is looked at this often. */
    private static final long POLL_MILLIS = 5;

    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final int NO_STATUS = -1;

    private final JschConnection connection;
    private final String place;
    private final Command command;
    private final LiveLines live;
    private final OutputCapture output;
    private final OutputCapture errors;
    private final GreetingFilter outputWithMark;
    private final ProcessIdFilter errorsWithId;
    private final String token = "process-group-" + UUID.randomUUID();
    private final long deadline;
    private volatile ChannelExec channel;

    RemoteCommand(JschConnection connection, String place, Command command, Log log) {
        this.connection = connection;
        this.place = place;
        this.command = command;
        this.live = new LiveLines(log);
        this.output = new OutputCapture(live);
        this.errors = new OutputCapture(live);
        this.outputWithMark = new GreetingFilter(token, output);
        this.errorsWithId = new ProcessIdFilter(token, errors);
        this.deadline = System.nanoTime() + command.timeout().toNanos();
    }

    CommandResult run() throws PromotionFailure, InterruptedException {
        if (!connection.isConnected()) {
            throw new ConnectionLost(
                    "The connection to " + place + " is closed, so that " + name() + " was not started there",
                    "Run the build again");
        }
        boolean ended = false;
        try {
            connection.call(this::start, remaining());
            while (!channel.isClosed()) {
                if (System.nanoTime() - deadline > 0) {
                    throw new TimeoutException();
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
            ended = true;
        } catch (JSchException e) {
            throw notStarted(e);
        } catch (TimeoutException e) {
            throw new TimedOut(
                    "%s on %s did not end within %s seconds and was stopped"
                            .formatted(name(), place, command.timeout().toSeconds()),
                    "See its output above; if it only needs longer, give it a longer timeout");
        } finally {
            if (!ended) {
                stop();
            }
        }
        return result();
    }

    private ChannelExec start() throws JSchException {
        ChannelExec opened = connection.newExecChannel();
        channel = opened;
        String line =
                "echo " + token + "; echo " + token + " $$ >&2; " + ShellQuote.words(command.words()) + "; exit $?";
        opened.setCommand(line.getBytes(StandardCharsets.UTF_8));
        opened.setInputStream(new ByteArrayInputStream(
                command.input().map(Sensitive::revealBytes).orElse(new byte[0])));
        opened.setOutputStream(outputWithMark);
        opened.setErrStream(errorsWithId);
        opened.connect();
        return opened;
    }

    private CommandResult result() throws PromotionFailure {
        flush();
        int status = channel.getExitStatus();
        String signal = channel.getExitSignal();
        channel.disconnect();
        live.rethrow();
        if (status != NO_STATUS) {
            return new CommandResult(status, output.text(), errors.text());
        }
        if (signal != null) {
            throw new CommandFailed(
                    name() + " on " + place + " was ended by the signal " + signal,
                    "Look into the system log of the server for who ended it (out of memory, shutdown)");
        }
        throw new ConnectionLost(
                "The connection to " + place + " broke while " + name() + " ran there; how it ended is not known",
                "Check the network and the SSH server's log, then run the build again");
    }

    private PromotionFailure notStarted(JSchException cause) {
        if (connection.isConnected()) {
            return new CommandFailed(
                    "The SSH server at " + place + " did not start " + name() + " (" + cause.getMessage() + ")",
                    "Check that the account may run commands there (its shell, MaxSessions in sshd_config)",
                    cause);
        }
        return new ConnectionLost(
                "The connection to " + place + " broke before " + name() + " was started there",
                "Check the network and the SSH server's log, then run the build again",
                cause);
    }

    /** JSch marks a channel as closed a moment before it closes the streams. */
    private void flush() {
        try {
            outputWithMark.close();
            errorsWithId.close();
        } catch (IOException e) {
            throw new IllegalStateException("Captures are in memory and cannot fail", e);
        }
    }

    /** Runs behind the start, so that a command that is just being started is stopped too. */
    private void stop() {
        try {
            if (connection.isConnected()) {
                connection.finish(() -> new RemoteStop(connection, channel, errorsWithId).call(), STOP_LIMIT);
            }
        } catch (JSchException | TimeoutException e) {
            live.line("(" + name() + " on " + place + " could not be asked to stop: " + e.getMessage() + ")");
        }
    }

    private Duration remaining() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    private String name() {
        return command.words().get(0);
    }
}
