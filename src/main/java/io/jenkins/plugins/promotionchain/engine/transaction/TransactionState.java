package io.jenkins.plugins.promotionchain.engine.transaction;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import java.util.OptionalInt;

/**
 * What {@code read.sh} answers.
 *
 * @param phase whether there is such a transaction, and whether it has ended
 * @param status how it ended
 * @param offset in its log, in bytes, behind {@code text}
 * @param text what the log has gained
 */
record TransactionState(Phase phase, OptionalInt status, long offset, String text) {

    enum Phase {
        ABSENT,
        RUNNING,
        ENDED,
        DEAD
    }

    /**
     * @param token what the line begins with that is ours; lines before it are noise of a shell profile
     * @throws IllegalArgumentException when that line is not there
     */
    static TransactionState parse(CommandResult result, String token) {
        String output = result.output();
        int at = output.indexOf(token + " ");
        int end = output.indexOf('\n', at);
        if (at < 0 || end < 0) {
            throw new IllegalArgumentException("exit status " + result.exitStatus() + ": "
                    + result.errors().strip());
        }
        String[] words = output.substring(at + token.length() + 1, end).split(" ");
        String text = output.substring(end + 1);
        long offset = Long.parseLong(words[1]);
        return switch (words[0]) {
            case "absent" -> new TransactionState(Phase.ABSENT, OptionalInt.empty(), offset, text);
            case "running" -> new TransactionState(Phase.RUNNING, OptionalInt.empty(), offset, text);
            case "dead" -> new TransactionState(Phase.DEAD, OptionalInt.empty(), offset, text);
            default ->
                new TransactionState(
                        Phase.ENDED,
                        OptionalInt.of(Integer.parseInt(words[0].substring("ended-".length()))),
                        offset,
                        text);
        };
    }
}
