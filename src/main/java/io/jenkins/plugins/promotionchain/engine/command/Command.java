package io.jenkins.plugins.promotionchain.engine.command;

import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One program call as data. The words are never joined by anyone but the {@link CommandRunner}, which quotes them; they
 * are visible in process lists and must hold no secret. Secrets travel in {@code input}.
 *
 * @param words program and arguments
 * @param input what the program reads on standard input; empty: end of file at once
 * @param timeout how long it may run
 */
public record Command(List<String> words, Optional<Sensitive> input, Duration timeout) {

    /** What a command gets when nothing is said: long enough for what answers at once. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(2);

    public Command {
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("A command needs at least the name of a program");
        }
    }

    public static Command of(String... words) {
        return of(List.of(words));
    }

    public static Command of(List<String> words) {
        return new Command(words, Optional.empty(), DEFAULT_TIMEOUT);
    }

    /** A POSIX shell script that reads its text from standard input, so that it may hold secrets. */
    public static Command script(Sensitive text) {
        return of("sh", "-s").withInput(text);
    }

    public Command withInput(Sensitive newInput) {
        return new Command(words, Optional.of(newInput), timeout);
    }

    public Command withTimeout(Duration newTimeout) {
        return new Command(words, input, newTimeout);
    }
}
