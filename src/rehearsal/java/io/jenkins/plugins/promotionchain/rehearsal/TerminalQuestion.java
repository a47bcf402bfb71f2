package io.jenkins.plugins.promotionchain.rehearsal;

import io.jenkins.plugins.promotionchain.rehearsal.run.Question;
import io.jenkins.plugins.promotionchain.rehearsal.run.StepFailed;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Asks whoever sits at the terminal. */
final class TerminalQuestion implements Question {

    private static final List<String> YES = List.of("y", "yes");

    private final Optional<UnaryOperator<String>> terminal;

    /** @param terminal shows a prompt and returns the line that is typed, null at its end; none: nobody sits there */
    TerminalQuestion(Optional<UnaryOperator<String>> terminal) {
        this.terminal = terminal;
    }

    /** The terminal from which the program was started. */
    static TerminalQuestion ofThisProgram() {
        return new TerminalQuestion(
                Optional.ofNullable(System.console()).map(console -> prompt -> console.readLine("%s", prompt)));
    }

    /** Only a clear yes is one. */
    @Override
    public boolean goOn(String message, String ok) throws StepFailed, InterruptedException {
        if (terminal.isEmpty()) {
            throw new StepFailed("'" + message + "' asks for an answer and there is no terminal; run with --yes");
        }
        Optional<String> answer = ask(message + " [" + ok + " / no] ").map(String::strip);
        return answer.isPresent()
                && Stream.concat(YES.stream(), Stream.of(ok)).anyMatch(each -> each.equalsIgnoreCase(answer.get()));
    }

    /** On a thread of its own, since reading from a terminal takes no interrupt. */
    private Optional<String> ask(String prompt) throws StepFailed, InterruptedException {
        FutureTask<String> answer =
                new FutureTask<>(() -> terminal.orElseThrow().apply(prompt));
        Thread thread = new Thread(answer, "question");
        thread.setDaemon(true);
        thread.start();
        try {
            return Optional.ofNullable(answer.get());
        } catch (ExecutionException e) {
            throw new StepFailed("The terminal cannot be read: " + e.getCause(), e);
        }
    }
}
