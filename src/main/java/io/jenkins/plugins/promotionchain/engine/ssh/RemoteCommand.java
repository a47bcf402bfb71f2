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
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One command on one exec channel, from its start to its end.
 *
 * <p>JSch's session thread writes both output streams straight into the captures, so that neither can fill a pipe and
 * hold up the other. The remote shell stays as the parent of the command: a command that dies of a signal then ends
 * with 128 + the signal's number, as in any shell, and not without a status.
 */
final class RemoteCommand {

    private static final Logger LOGGER = Logger.getLogger(RemoteCommand.class.getName());

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
        // with a stream of its own, JSch makes a thread for it and may find that the command has ended meanwhile: it
        // then
        // fails with a NullPointerException although the command ran
        opened.setInputStream(null);
        opened.setOutputStream(outputWithMark);
        opened.setErrStream(errorsWithId);
        opened.connect();
        feed(opened);
        return opened;
    }

    /** In the background, as a command need not read what it is given. */
    private void feed(ChannelExec opened) {
        byte[] input = command.input().map(Sensitive::revealBytes).orElse(new byte[0]);
        if (input.length == 0) {
            write(opened, input);
            return;
        }
        Thread feeder = new Thread(() -> write(opened, input), "input of " + name() + " on " + place);
        feeder.setDaemon(true);
        feeder.start();
    }

    private static void write(ChannelExec opened, byte[] input) {
        try (OutputStream stream = opened.getOutputStream()) {
            stream.write(input);
        } catch (IOException e) {
            // the command ended without reading all of it, or the connection broke: its end tells which
            LOGGER.log(Level.FINE, "The input of a command was not taken", e);
        }
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
