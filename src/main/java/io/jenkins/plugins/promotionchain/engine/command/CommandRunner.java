package io.jenkins.plugins.promotionchain.engine.command;

import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;

/** A place where commands run: the agent of a build, or a server behind SSH. Used by one thread at a time. */
public interface CommandRunner {

    /** The place as users know it, for messages: {@code "the agent"} or {@code "django@10.0.0.5"}. */
    String place();

    /**
     * Runs a command to its end.
     *
     * @param command what to run
     * @param live gets each line of standard output and standard error as it comes
     * @return the outcome, whatever the exit status
     * @throws PromotionFailure when the command could not be started, its end is unknown, or it took longer than its
     *     timeout; it has then been asked to stop
     * @throws InterruptedException when the build was aborted; the command has been asked to stop
     */
    CommandResult run(Command command, Log live) throws PromotionFailure, InterruptedException;

    /** Runs a command and keeps its output out of the log. */
    default CommandResult run(Command command) throws PromotionFailure, InterruptedException {
        return run(command, Log.nowhere());
    }

    /**
     * Runs a command that has to succeed, and returns its standard output without white space at either end.
     *
     * @throws CommandFailed when the exit status is not 0; its message ends with the last line of standard error
     */
    default String runOrFail(Command command, String whatToDo) throws PromotionFailure, InterruptedException {
        CommandResult result = run(command);
        if (!result.succeeded()) {
            String errors = result.errors().strip();
            String last = errors.substring(errors.lastIndexOf('\n') + 1);
            throw new CommandFailed(
                    "%s on %s ended with exit status %d%s"
                            .formatted(
                                    command.words().get(0),
                                    place(),
                                    result.exitStatus(),
                                    last.isEmpty() ? "" : ": " + last),
                    whatToDo);
        }
        return result.trimmedOutput();
    }
}
