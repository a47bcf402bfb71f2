package io.jenkins.plugins.promotionchain.engine.command;

/**
 * How a command ended.
 *
 * @param exitStatus 0 to 255; never unknown, an unknown end is a {@code ConnectionLost}
 * @param output standard output, at most the last 1 MiB, decoded as UTF-8
 * @param errors standard error, likewise
 */
public record CommandResult(int exitStatus, String output, String errors) {

    public boolean succeeded() {
        return exitStatus == 0;
    }

    /** Standard output without white space at either end. */
    public String trimmedOutput() {
        return output.strip();
    }
}
