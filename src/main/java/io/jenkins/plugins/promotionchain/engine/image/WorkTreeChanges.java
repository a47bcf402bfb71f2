package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/**
 * What makes the files in the workspace others than those of the commit. {@code git status} tells most of it; it
 * passes over files that git was told not to look at or to leave out, and over submodules that were not checked out,
 * where docker finds files of another state or none at all.
 */
final class WorkTreeChanges {

    /** The tag of {@code git ls-files -v}: S left out by a sparse checkout, in lower case assumed to be unchanged. */
    private static final Pattern UNSEEN = Pattern.compile("[a-zS] .+");

    /** An entry of {@code git ls-files -s} that is the commit of a submodule. */
    private static final Pattern SUBMODULE = Pattern.compile("160000 [0-9a-f]+ [0-3]\t.+");

    private final Git git;

    WorkTreeChanges(Git git) {
        this.git = git;
    }

    /**
     * @return one line for each change, as {@code git status --porcelain}, {@code git ls-files -v} and {@code git
     *     submodule status} print them; those of the last two with an explanation
     * @throws InvalidInput when git cannot tell
     */
    List<String> below(SourcePath context, List<SourcePath> others) throws PromotionFailure, InterruptedException {
        List<String> paths = new ArrayList<>(List.of("--", context.value()));
        others.stream().map(SourcePath::value).forEach(paths::add);
        // Docker sees executable bits also where git was told not to look at them.
        CommandResult status = succeed(words(
                List.of(
                        "-c",
                        "core.fileMode=true",
                        "status",
                        "--porcelain",
                        "--untracked-files=all",
                        "--ignore-submodules=none"),
                paths));
        List<String> changes = new ArrayList<>(
                status.output().lines().filter(line -> !line.isBlank()).toList());
        for (String line : matching(UNSEEN, words(List.of("ls-files", "-v", "--recurse-submodules"), paths))) {
            changes.add(line
                    + (line.startsWith("S")
                            ? " (left out by a sparse checkout)"
                            : " (git is told to assume it unchanged)"));
        }
        if (!matching(SUBMODULE, words(List.of("ls-files", "-s"), paths)).isEmpty()) {
            changes.addAll(submodulesElsewhere(context));
        }
        return changes;
    }

    /** A submodule that {@code .gitmodules} does not know can never be checked out, and is no reason to build nothing. */
    private List<String> submodulesElsewhere(SourcePath context) throws PromotionFailure, InterruptedException {
        CommandResult result = git.run(List.of("submodule", "status", "--recursive", "--", context.value()));
        if (!result.succeeded()) {
            return List.of("the state of submodules is unknown" + Git.lastError(result));
        }
        return result.output()
                .lines()
                .filter(line -> !line.startsWith(" "))
                .map(line -> line + " (submodule that is not checked out as committed)")
                .toList();
    }

    /** A large work tree has more entries than a command's kept output may have bytes, so they are read as they come. */
    private Collection<String> matching(Pattern form, List<String> words)
            throws PromotionFailure, InterruptedException {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        CommandResult result = git.run(words, line -> {
            if (form.matcher(line).matches()) {
                lines.add(line);
            }
        });
        requireSuccess(result);
        return lines;
    }

    private CommandResult succeed(List<String> words) throws PromotionFailure, InterruptedException {
        CommandResult result = git.run(words);
        requireSuccess(result);
        return result;
    }

    private void requireSuccess(CommandResult result) throws InvalidInput {
        if (!result.succeeded()) {
            throw new InvalidInput(
                    "git on %s cannot tell what was changed in the workspace%s"
                            .formatted(git.place(), Git.lastError(result)),
                    Git.CHECK_OUT);
        }
    }

    private static List<String> words(List<String> command, List<String> paths) {
        List<String> all = new ArrayList<>(command);
        all.addAll(paths);
        return all;
    }
}
