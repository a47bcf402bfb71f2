package io.jenkins.plugins.promotionchain.engine.transaction;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.shell.ShellScript;

/** The shell scripts of this package, and the commands that run them on a server. */
final class TransactionScripts {

    private final String directory;
    private final String token;

    /** @param directory of the transaction, relative to the home directory of the account */
    TransactionScripts(String directory, String token) {
        this.directory = directory;
        this.token = token;
    }

    /** The whole script of a transaction. */
    static String whole(String work) {
        return named("transaction.sh") + "\n" + work + "\nbegin\n";
    }

    Command start() {
        return run("start.sh", directory, token);
    }

    /**
     * @param beat another number each time
     * @param most bytes of the log
     */
    Command read(long offset, int beat, int most) {
        return run(
                "read.sh",
                directory,
                token,
                Long.toString(offset),
                "%08d".formatted(beat % 100_000_000),
                Integer.toString(most));
    }

    /** Written under another name first, so that the answer is there as a whole or not at all. */
    Command answer(int gate, String word) {
        String file = "answer-" + gate;
        return shell("cd \"$1\" && printf '%s\\n' \"$2\" >\"$3.new\" && mv \"$3.new\" \"$3\"", directory, word, file);
    }

    Command cancel() {
        return run("cancel.sh", directory);
    }

    /** Also those that nobody has asked about for a week: their builds are gone. */
    Command remove() {
        return shell(
                "rm -rf \"$1\"; find \"${1%/*}\" -mindepth 1 -maxdepth 1 -type d -mtime +7 -exec rm -rf {} + 2>/dev/null || :",
                directory);
    }

    private static Command run(String script, String... arguments) {
        return shell(named(script), arguments);
    }

    private static Command shell(String script, String... arguments) {
        String[] words = new String[arguments.length + 4];
        words[0] = "sh";
        words[1] = "-c";
        words[2] = script;
        words[3] = "transaction";
        System.arraycopy(arguments, 0, words, 4, arguments.length);
        return Command.of(words);
    }

    private static String named(String name) {
        return ShellScript.beside(TransactionScripts.class, name);
    }
}
