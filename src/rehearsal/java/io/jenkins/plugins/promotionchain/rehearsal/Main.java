package io.jenkins.plugins.promotionchain.rehearsal;

import io.jenkins.plugins.promotionchain.rehearsal.model.JenkinsfileRejected;
import io.jenkins.plugins.promotionchain.rehearsal.run.StepFailed;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The commands behind {@code ./rehearse}. Exit status: 0 success, 1 failure, 2 wrong usage, 130 aborted, or that of the
 * signal that aborted it.
 */
@Command(
        name = "rehearse",
        description = "Runs a Jenkinsfile on this machine, without a Jenkins.",
        subcommands = {RunCommand.class, PagesCommand.class, TableCommand.class})
public final class Main {

    private static final Logger LOGGER = Logger.getLogger(Main.class.getName());

    private Main() {}

    /** Runs a command and ends the program with its exit status. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** Whatever goes wrong is answered with one sentence. */
    static CommandLine commandLine() {
        return new CommandLine(Main.class)
                .setParameterExceptionHandler((wrong, arguments) -> {
                    wrong.getCommandLine()
                            .getErr()
                            .println("rehearse: " + wrong.getMessage() + "; see ./rehearse help");
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    boolean expected = failure instanceof StepFailed || failure instanceof JenkinsfileRejected;
                    if (!expected) {
                        LOGGER.log(Level.WARNING, "Unexpected failure", failure);
                    }
                    command.getErr().println("rehearse: " + (expected ? failure.getMessage() : failure));
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }
}
