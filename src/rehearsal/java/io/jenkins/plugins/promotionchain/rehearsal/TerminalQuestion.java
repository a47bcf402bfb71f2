package io.jenkins.plugins.promotionchain.rehearsal;

import io.jenkins.plugins.promotionchain.rehearsal.run.Question;
import io.jenkins.plugins.promotionchain.rehearsal.run.StepFailed;
import java.io.PrintStream;

/**
 * Asks whoever sits at the terminal.
 *
 * @param yes nobody is asked, the answer is yes
 */
record TerminalQuestion(boolean yes, PrintStream out) implements Question {

    @Override
    public boolean goOn(String message, String ok) throws StepFailed {
        if (yes) {
            out.println(message + " -> " + ok + " (--yes)");
            return true;
        }
        if (System.console() == null) {
            throw new StepFailed("'" + message + "' asks for an answer and there is no terminal; run with --yes");
        }
        String answer = System.console().readLine("%s [%s / no] ", message, ok);
        return answer != null
                && !answer.isBlank()
                && !answer.toLowerCase(java.util.Locale.ROOT).startsWith("n");
    }
}
