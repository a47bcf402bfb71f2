package io.jenkins.plugins.promotionchain.rehearsal;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands behind {@code ./rehearse}. Exit status: 0 success, 1 failure, 2 wrong usage, 130 aborted. */
@Command(
        name = "rehearse",
        description = "Runs a Jenkinsfile on this machine, without a Jenkins.",
        subcommands = {RunCommand.class, PagesCommand.class, TableCommand.class})
public final class Main {

    private Main() {}

    /** Runs a command and ends the program with its exit status. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** Wrong usage is answered with one sentence. */
    static CommandLine commandLine() {
        return new CommandLine(Main.class).setParameterExceptionHandler((wrong, arguments) -> {
            wrong.getCommandLine().getErr().println("rehearse: " + wrong.getMessage() + "; see ./rehearse help");
            return CommandLine.ExitCode.USAGE;
        });
    }
}
