package io.jenkins.plugins.promotionchain.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ShellQuoteTest {

    private static final List<String> TRICKY = List.of(
            "",
            "'",
            "''",
            "'\\''",
            "\"",
            "$HOME",
            "$(id)",
            "`id`",
            "\\",
            "\\n",
            "%",
            "%s",
            "\n",
            "\n\n",
            "a\n",
            "-",
            "-n",
            "--",
            "~",
            "~root",
            "*",
            "?",
            "[a]",
            "{a,b}",
            "!",
            "!!",
            "#",
            "a b",
            " ",
            "\t",
            "\r",
            "A=b",
            "if",
            "done",
            "time",
            "&",
            "|",
            ";",
            "<",
            ">",
            "(",
            ")",
            "größe",
            "🚀",
            "\u2028",
            "\u0001",
            "\u001b[31m",
            "\u00a0");

    @Test
    void leavesPlainWordsBare() {
        assertThat(ShellQuote.words(List.of("docker", "run", "--name=x", "-v", "/a:/b", "r.io/p@sha256:0f")))
                .isEqualTo("docker run '--name=x' -v /a:/b r.io/p@sha256:0f");
    }

    @Test
    void quotesWhatAShellWouldRead() {
        assertThat(ShellQuote.words(List.of("", "it's", "A=b", "if", "$x"))).isEqualTo("'' 'it'\\''s' 'A=b' 'if' '$x'");
    }

    @Test
    void refusesWhatNoArgumentCanCarry() {
        assertThatThrownBy(() -> ShellQuote.word("a\0b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ShellQuote.word("a\ud83d")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void startsAProgramWithTheNameOfAReservedWord() throws Exception {
        for (String reserved : List.of("if", "case", "while", "for", "do", "done", "fi", "until", "then")) {
            assertThat(run(List.of("dash"), ShellQuote.word(reserved) + " 2>/dev/null; echo $?"))
                    .isEqualTo("127\n");
        }
    }

    @Property(tries = 60)
    void dashReadsBackEveryWord(@ForAll("words") List<String> words) throws Exception {
        assertReadsBack(List.of("dash"), words);
    }

    @Property(tries = 60)
    void busyboxReadsBackEveryWord(@ForAll("words") List<String> words) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/busybox")), "needs busybox");
        assertReadsBack(List.of("busybox", "sh"), words);
    }

    @Property(tries = 60)
    void bashReadsBackEveryWord(@ForAll("words") List<String> words) throws Exception {
        assertReadsBack(List.of("bash"), words);
    }

    @Provide
    Arbitrary<List<String>> words() {
        Arbitrary<String> any = Arbitraries.strings()
                .excludeChars('\0')
                .ofMaxLength(30)
                .filter(text -> text.codePoints().noneMatch(c -> c >= 0xd800 && c < 0xe000));
        Arbitrary<String> shellish = Arbitraries.strings()
                .withChars("'\"$\\%\n`-ab ()&;|<>*?[]!#~={}\t")
                .ofMaxLength(12);
        return Arbitraries.oneOf(any, shellish, Arbitraries.of(TRICKY))
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    private static void assertReadsBack(List<String> shell, List<String> words) throws Exception {
        assertThat(run(shell, "printf '%s\\0' " + ShellQuote.words(words)))
                .isEqualTo(words.stream().collect(Collectors.joining("\0", "", "\0")));
    }

    /** The script goes in on standard input, so that its bytes do not depend on this machine's locale. */
    private static String run(List<String> shell, String script) throws Exception {
        Process process = new ProcessBuilder(shell).start();
        try (var input = process.getOutputStream()) {
            input.write(script.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
