package io.jenkins.plugins.promotionchain.engine.shell;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The one place that writes words for a POSIX shell (dash, bash, busybox). A word stands in single quotes, within which
 * the shell gives no character a meaning; a single quote ends the quoted part, stands escaped, and begins the next one
 * (POSIX.1-2017, Shell Command Language, 2.2.2). Words that no shell could take for anything else stay bare, so that
 * command lines stay readable.
 */
public final class ShellQuote {

    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_./:@%+,-]+");

    /** Reserved words are only taken as such when bare (2.4, and those that bash adds). */
    private static final Set<String> RESERVED = Set.of(
            "case",
            "coproc",
            "do",
            "done",
            "elif",
            "else",
            "esac",
            "fi",
            "for",
            "function",
            "if",
            "in",
            "namespace",
            "select",
            "then",
            "time",
            "until",
            "while");

    private ShellQuote() {}

    /**
     * Writes one word so that a shell reads it back unchanged.
     *
     * @throws IllegalArgumentException when the word has a NUL character or half a surrogate pair, which no argument of
     *     a program can carry
     */
    public static String word(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A word with a NUL character cannot be given to a program");
        }
        try {
            StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(word));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("A word with half a surrogate pair cannot be written as UTF-8", e);
        }
        if (BARE.matcher(word).matches() && !RESERVED.contains(word)) {
            return word;
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** Writes words as one command line. */
    public static String words(List<String> words) {
        return words.stream().map(ShellQuote::word).collect(Collectors.joining(" "));
    }
}
