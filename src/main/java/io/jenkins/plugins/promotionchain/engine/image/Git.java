package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.command.CommandRunner;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs git in the workspace, so that it writes nothing and takes each path as it is written. */
final class Git {

    static final String CHECK_OUT =
            "Check the source out with git before buildOnce, for example with 'checkout scm', in the same workspace";

    private final CommandRunner workspace;

    /** @param workspace runs commands in the directory of the source */
    Git(CommandRunner workspace) {
        this.workspace = workspace;
    }

    String place() {
        return workspace.place();
    }

    CommandResult run(List<String> words) throws PromotionFailure, InterruptedException {
        return run(words, Log.nowhere());
    }

    /** @param live gets all lines, also of an output that is too long to be kept */
    CommandResult run(List<String> words, Log live) throws PromotionFailure, InterruptedException {
        List<String> all = new ArrayList<>(List.of("git", "--no-optional-locks", "--literal-pathspecs"));
        all.addAll(words);
        return workspace.run(Command.of(all), live);
    }

    /**
     * Runs a shell script in a directory of the workspace.
     *
     * @param input no secret, but too long for a command line
     */
    CommandResult shell(SourcePath directory, String script, String input, Log live)
            throws PromotionFailure, InterruptedException {
        Command command = Command.of("sh", "-c", "cd -- \"$1\" && { " + script + "; }", "sh", directory.value());
        return workspace.run(command.withInput(Sensitive.of(input)), live);
    }

    /** Standard output without white space at either end; none where it is empty or git fails. */
    Optional<String> output(String... words) throws PromotionFailure, InterruptedException {
        CommandResult result = run(List.of(words));
        return Optional.of(result.trimmedOutput()).filter(text -> result.succeeded() && !text.isEmpty());
    }

    /** The last line that git wrote to standard error, with {@code ": "} before it; empty where there is none. */
    static String lastError(CommandResult result) {
        String text = result.errors().strip();
        return text.isEmpty()
                ? ""
                : ": " + text.substring(text.lastIndexOf('\n') + 1).strip();
    }
}
