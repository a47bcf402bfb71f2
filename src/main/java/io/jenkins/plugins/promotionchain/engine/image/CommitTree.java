package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds paths in the commit that is checked out. Git names a symbolic link by the text in it, and a submodule by a
 * commit, where docker reads what is behind them; so links are followed here as docker follows them in the workspace.
 */
final class CommitTree {

    /** As Linux counts them (path_resolution(7)). */
    private static final int MOST_LINKS = 40;

    private static final String LINK = "120000";
    private static final String SUBMODULE = "160000";

    private final Git git;

    CommitTree(Git git) {
        this.git = git;
    }

    /**
     * Where a path leads.
     *
     * @param path without a link in it, as far as links could be followed
     * @param links what was followed, in that order
     * @param object id of the tree or blob that is there; none where the commit has nothing there
     * @param obstacle why the commit does not tell what is there, as a line for people
     */
    record Place(SourcePath path, List<SourcePath> links, Optional<String> object, Optional<String> obstacle) {

        Place {
            links = List.copyOf(links);
        }
    }

    /** One entry of a tree: mode as in git-fast-import(1), "filemodify", and object id. */
    private record Entry(String mode, String id) {}

    Place follow(SourcePath path) throws PromotionFailure, InterruptedException {
        List<SourcePath> links = new ArrayList<>();
        SourcePath at = path;
        while (links.size() <= MOST_LINKS) {
            if (at.isWorkspace()) {
                return new Place(at, links, git.output("rev-parse", "--verify", "--quiet", at.inCommit()), none());
            }
            Optional<Entry> there = entry(at);
            if (there.isPresent() && isContent(there.get())) {
                return new Place(at, links, there.map(Entry::id), none());
            }
            Optional<SourcePath> turn = there.isPresent() ? Optional.of(at) : firstTurn(at);
            if (turn.isEmpty()) {
                return new Place(at, links, Optional.empty(), none());
            }
            Entry odd = entry(turn.get()).orElseThrow();
            if (odd.mode().equals(SUBMODULE)) {
                return stuck(turn.get(), links, turn.get() + " is a submodule, so this commit does not have its files");
            }
            links.add(turn.get());
            String target = git.output("cat-file", "blob", odd.id()).orElse("");
            Optional<SourcePath> next = turn.get().throughLink(target, at);
            if (next.isEmpty()) {
                return stuck(turn.get(), links, turn.get() + " is a symbolic link that leads out of the workspace");
            }
            at = next.get();
        }
        return stuck(at, links, path + " leads through more than " + MOST_LINKS + " symbolic links");
    }

    private static Place stuck(SourcePath at, List<SourcePath> links, String why) {
        return new Place(at, links, Optional.empty(), Optional.of(why));
    }

    private static Optional<String> none() {
        return Optional.empty();
    }

    private static boolean isContent(Entry entry) {
        return !entry.mode().equals(LINK) && !entry.mode().equals(SUBMODULE);
    }

    /** The directory on the way that is none in the commit. */
    private Optional<SourcePath> firstTurn(SourcePath path) throws PromotionFailure, InterruptedException {
        for (SourcePath directory : path.directories()) {
            Optional<Entry> entry = entry(directory);
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            if (!isContent(entry.get())) {
                return Optional.of(directory);
            }
        }
        return Optional.empty();
    }

    private Optional<Entry> entry(SourcePath path) throws PromotionFailure, InterruptedException {
        CommandResult result = git.run(List.of("ls-tree", "-z", "HEAD", "--", path.value()));
        if (!result.succeeded()) {
            throw new InvalidInput(
                    "git on %s cannot read the commit that is checked out%s"
                            .formatted(git.place(), Git.lastError(result)),
                    Git.CHECK_OUT);
        }
        String[] words = result.output().split("[ \t]", 4);
        return words.length < 4 ? Optional.empty() : Optional.of(new Entry(words[0], words[2]));
    }
}
