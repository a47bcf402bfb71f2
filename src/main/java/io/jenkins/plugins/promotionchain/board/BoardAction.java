package io.jenkins.plugins.promotionchain.board;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The part of a build's page that tells what was built, deployed, refused and so on in this build; saved with it. It has
 * no page of its own. Stages in parallel may write at the same time.
 */
public final class BoardAction extends InvisibleAction {

    private volatile List<BoardLine> lines = new ArrayList<>();

    /**
     * Adds a line, in place of the one that the same step has written before a restart.
     *
     * @throws IOException when the build cannot be saved
     */
    public static void write(Run<?, ?> build, BoardLine line) throws IOException {
        synchronized (build) {
            BoardAction board = build.getAction(BoardAction.class);
            if (board == null) {
                board = new BoardAction();
                build.addAction(board);
            }
            board.put(line);
        }
        build.save();
    }

    /** What was written in a build, the oldest first; nothing in one that is older than this page. */
    public static List<BoardLine> of(Run<?, ?> build) {
        return Optional.ofNullable(build.getAction(BoardAction.class))
                .map(BoardAction::getLines)
                .orElse(List.of());
    }

    /** For the page. */
    public List<BoardLine> getLines() {
        return Collections.unmodifiableList(lines);
    }

    /** A list that is shown or saved meanwhile is left as it is. */
    private void put(BoardLine line) {
        List<BoardLine> more = new ArrayList<>(lines);
        int before = 0;
        while (before < more.size() && !more.get(before).isOfTheStepOf(line)) {
            before++;
        }
        if (before < more.size()) {
            more.set(before, line);
        } else {
            more.add(line);
        }
        lines = more;
    }
}
