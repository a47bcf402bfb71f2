package io.jenkins.plugins.promotionchain.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OutputCaptureTest {

    private final List<String> lines = new ArrayList<>();
    private final OutputCapture capture = new OutputCapture(lines::add);

    private void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        capture.write(bytes, 0, bytes.length);
    }

    @Test
    void handsOverALineWhenItIsCompleteAndNotBefore() {
        write("one\ntw");
        assertThat(lines).containsExactly("one");
        write("o\n");
        assertThat(lines).containsExactly("one", "two");
    }

    @Test
    void endsALineAtCarriageReturnOnce() {
        write("10%\r20%\r");
        write("\nnext\r\n\r\nlast");
        capture.close();
        assertThat(lines).containsExactly("10%", "20%", "next", "", "last");
    }

    @Test
    void keepsEmptyLines() {
        write("a\n\n\nb\n");
        capture.close();
        assertThat(lines).containsExactly("a", "", "", "b");
    }

    @Test
    void keepsACharacterWholeThatComesInPieces() {
        for (byte b : "größe 🚀\n".getBytes(StandardCharsets.UTF_8)) {
            capture.write(b);
        }
        assertThat(lines).containsExactly("größe 🚀");
    }

    @Test
    void leavesOutALineThatIsTooLongAndGoesOn() {
        String piece = "x".repeat(OutputCapture.LIMIT / 2 + 1);
        write(piece);
        write(piece);
        write("tail of it\nnext\n");
        assertThat(lines).containsExactly("(a line longer than 1 MiB is left out)", "next");
    }

    @Test
    void keepsTheLastWholeLinesOfALongOutput() {
        for (int i = 0; i < 400_000; i++) {
            write("line " + i + "\n");
        }
        assertThat(lines).hasSize(400_000);
        String text = capture.text();
        assertThat(text.length()).isBetween(OutputCapture.LIMIT - 20, OutputCapture.LIMIT);
        assertThat(text).startsWith("line ").endsWith("line 399999\n");
        assertThat(capture.text()).isEqualTo(text);
    }

    @Test
    void keepsTheEndOfOneHugeWrite() {
        write("first\n" + "y".repeat(2 * OutputCapture.LIMIT) + "\nend\n");
        assertThat(capture.text()).isEqualTo("end\n");
    }

    @Property(tries = 200)
    void givesTheSameLinesHoweverTheBytesAreCut(
            @ForAll List<String> texts, @ForAll @IntRange(min = 1, max = 7) int size) {
        byte[] all = String.join("\n", texts).replace("\u0000", "\r").getBytes(StandardCharsets.UTF_8);
        List<String> whole = new ArrayList<>();
        List<String> pieces = new ArrayList<>();
        try (OutputCapture one = new OutputCapture(whole::add);
                OutputCapture many = new OutputCapture(pieces::add)) {
            one.write(all, 0, all.length);
            for (int i = 0; i < all.length; i += size) {
                many.write(all, i, Math.min(size, all.length - i));
            }
            assertThat(many.text()).isEqualTo(one.text()).isEqualTo(new String(all, StandardCharsets.UTF_8));
        }
        assertThat(pieces).isEqualTo(whole);
    }
}
