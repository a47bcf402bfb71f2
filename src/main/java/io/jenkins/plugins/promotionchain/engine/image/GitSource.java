package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.command.CommandRunner;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks git about the workspace. Changes nothing in it: not even the index is refreshed, as another step may use it at
 * the same time. What git ignores counts as absent.
 */
final class GitSource {

    private static final String CHECK_OUT =
            "Check the source out with git before buildOnce, for example with 'checkout scm', in the same workspace";

    private final CommandRunner workspace;

    /** @param workspace runs commands in the directory of the source */
    GitSource(CommandRunner workspace) {
        this.workspace = workspace;
    }

    /**
     * @param context directory, exists
     * @param dockerfile file, exists
     * @throws InvalidInput when the workspace is no git work tree or nothing was committed yet
     */
    SourceState read(SourcePath context, SourcePath dockerfile) throws PromotionFailure, InterruptedException {
        CommandResult inside = git("rev-parse", "--is-inside-work-tree");
        if (!inside.trimmedOutput().equals("true")) {
            throw new InvalidInput(
                    "The workspace on %s is not a git work tree that may be read%s"
                            .formatted(workspace.place(), lastLine(inside.errors())),
                    CHECK_OUT);
        }
        String commit = object("HEAD^{commit}")
                .orElseThrow(() -> new InvalidInput(
                        "The git work tree on %s has no commit yet".formatted(workspace.place()), CHECK_OUT));
        SourcePath dockerignore = dockerfile.withSuffix(".dockerignore");
        return new SourceState(
                commit,
                output("describe", "--tags", "--always").orElse(commit),
                output("remote", "get-url", "origin")
                        .map(RemoteUrl::withoutLogin)
                        .filter(url -> !url.isEmpty()),
                treeOf(context),
                fileOf(dockerfile),
                fileOf(dockerignore),
                changes(context, dockerfile, dockerignore));
    }

    /** How many files and directories below the context git ignores; docker sends them all the same. */
    long ignoredBelow(SourcePath context) throws PromotionFailure, InterruptedException {
        return output("ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "--", context.value())
                .map(text -> text.lines().count())
                .orElse(0L);
    }

    private List<String> changes(SourcePath... paths) throws PromotionFailure, InterruptedException {
        List<String> words = new ArrayList<>(
                List.of("status", "--porcelain", "--untracked-files=all", "--ignore-submodules=none", "--"));
        for (SourcePath path : paths) {
            words.add(path.value());
        }
        CommandResult status = git(words.toArray(String[]::new));
        if (!status.succeeded()) {
            throw new InvalidInput(
                    "git on %s cannot tell what was changed in the workspace%s"
                            .formatted(workspace.place(), lastLine(status.errors())),
                    CHECK_OUT);
        }
        List<String> changes = new ArrayList<>(
                status.output().lines().filter(line -> !line.isBlank()).toList());
        changes.addAll(notThere(paths[0]));
        return changes;
    }

    /**
     * What {@code git status} is silent about: files that a sparse checkout left out or that somebody told git to take
     * for unchanged, and submodules that were not checked out.
     */
    private List<String> notThere(SourcePath context) throws PromotionFailure, InterruptedException {
        String script =
                "git --no-optional-locks --literal-pathspecs ls-files -v -- \"$1\" | grep '^[Sa-z] ' | head -n 20;"
                        + " git --no-optional-locks --literal-pathspecs ls-files --stage -- \"$1\" | grep '^160000' | cut -f 2"
                        + " | while IFS= read -r module; do"
                        + " [ -z \"$(git -C \"$module\" rev-parse --show-prefix 2>&1)\" ] || echo \"- $module (submodule)\"; done";
        CommandResult result = workspace.run(Command.of("sh", "-c", script, "sh", context.value()));
        return result.output().lines().filter(line -> !line.isBlank()).toList();
    }

    /** None where the path is a symbolic link: docker follows it, but its object names only where it leads. */
    private Optional<String> treeOf(SourcePath path) throws PromotionFailure, InterruptedException {
        Optional<String> type = output("cat-file", "-t", path.inCommit());
        return type.filter("tree"::equals).isPresent() ? object(path.inCommit()) : Optional.empty();
    }

    /** As {@link #treeOf}. */
    private Optional<String> fileOf(SourcePath path) throws PromotionFailure, InterruptedException {
        Optional<String> entry = output("ls-files", "--stage", "--", path.value());
        return entry.filter(line -> line.startsWith("120000")).isPresent() ? Optional.empty() : object(path.inCommit());
    }

    private Optional<String> object(String name) throws PromotionFailure, InterruptedException {
        return output("rev-parse", "--verify", "--quiet", name);
    }

    private Optional<String> output(String... words) throws PromotionFailure, InterruptedException {
        CommandResult result = git(words);
        return Optional.of(result.trimmedOutput()).filter(text -> result.succeeded() && !text.isEmpty());
    }

    private CommandResult git(String... words) throws PromotionFailure, InterruptedException {
        List<String> all = new ArrayList<>(List.of("git", "--no-optional-locks", "--literal-pathspecs"));
        all.addAll(List.of(words));
        return workspace.run(Command.of(all));
    }

    private static String lastLine(String errors) {
        String text = errors.strip();
        return text.isEmpty()
                ? ""
                : ": " + text.substring(text.lastIndexOf('\n') + 1).strip();
    }
}
