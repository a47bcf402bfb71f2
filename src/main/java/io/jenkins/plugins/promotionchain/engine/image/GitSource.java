package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.command.CommandRunner;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Asks git about the workspace. Changes nothing in it: not even the index is refreshed, as another step may use it at
 * the same time. What git ignores counts as absent.
 */
final class GitSource {

    private final Git git;

    /** @param workspace runs commands in the directory of the source */
    GitSource(CommandRunner workspace) {
        this.git = new Git(workspace);
    }

    /**
     * @param context directory, exists
     * @param dockerfile file, exists
     * @throws InvalidInput when the workspace is no git work tree or nothing was committed yet
     */
    SourceState read(SourcePath context, SourcePath dockerfile) throws PromotionFailure, InterruptedException {
        CommandResult inside = git.run(List.of("rev-parse", "--is-inside-work-tree"));
        if (!inside.trimmedOutput().equals("true")) {
            throw new InvalidInput(
                    "The workspace on %s is not a git work tree that may be read%s"
                            .formatted(git.place(), Git.lastError(inside)),
                    Git.CHECK_OUT);
        }
        String commit = git.output("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
                .orElseThrow(() -> new InvalidInput(
                        "The git work tree on %s has no commit yet".formatted(git.place()), Git.CHECK_OUT));
        CommitTree tree = new CommitTree(git);
        CommitTree.Place contextPlace = tree.follow(context);
        CommitTree.Place dockerfilePlace = tree.follow(dockerfile);
        CommitTree.Place besideDockerfile = tree.follow(dockerfile.withSuffix(".dockerignore"));
        CommitTree.Place inContext = tree.follow(context.below(".dockerignore"));
        List<String> changes = new ArrayList<>();
        Stream.of(contextPlace, dockerfilePlace, besideDockerfile, inContext)
                .flatMap(place -> place.obstacle().stream())
                .distinct()
                .forEach(changes::add);
        if (!inContext.path().isBelow(contextPlace.path())) {
            changes.add(context.below(".dockerignore") + " is a symbolic link that leads out of the context");
        }
        changes.addAll(new WorkTreeChanges(git)
                .below(contextPlace.path(), others(contextPlace, dockerfilePlace, besideDockerfile)));
        CheckoutConversions.Found conversions = new CheckoutConversions(git).below(contextPlace.path());
        changes.addAll(conversions.surprises());
        return new SourceState(
                commit,
                git.output("describe", "--tags", "--always").orElse(commit),
                git.output("remote", "get-url", "origin").flatMap(RemoteUrl::withoutLogin),
                contextPlace.object(),
                dockerfilePlace.object(),
                besideDockerfile.object(),
                List.copyOf(conversions.ordered()),
                changes);
    }

    /** How many files and directories below the context git ignores; docker sends them all the same. */
    long ignoredBelow(SourcePath context) throws PromotionFailure, InterruptedException {
        return git.output(
                        "ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "--", context.value())
                .map(text -> text.lines().count())
                .orElse(0L);
    }

    /** What has to be as committed besides the context itself: a link may have been turned elsewhere. */
    private static List<SourcePath> others(CommitTree.Place... places) {
        return Stream.of(places)
                .flatMap(place -> Stream.concat(Stream.of(place.path()), place.links().stream()))
                .distinct()
                .toList();
    }
}
