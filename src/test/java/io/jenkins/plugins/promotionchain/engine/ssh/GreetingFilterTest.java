package io.jenkins.plugins.promotionchain.engine.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a shell profile adds to the output of a command. */
class GreetingFilterTest {

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000})
    void takesAwayWhatAProfilePrintsBeforeTheCommandBegins(int piece) throws Exception {
        write(new GreetingFilter("mark-1", kept), "Welcome to dev\nno line end mark-1\nmark-1\n{\"a\": 1}\n", piece);

        assertThat(kept.toString(StandardCharsets.UTF_8)).isEqualTo("mark-1\n{\"a\": 1}\n");
    }

    @Test
    void keepsAllWhereTheCommandNeverBegan() throws Exception {
        write(new GreetingFilter("mark-1", kept), "This account is not available.\nBye", 1000);

        assertThat(kept.toString(StandardCharsets.UTF_8)).isEqualTo("This account is not available.\nBye");
    }

    @Test
    void findsTheProcessIdBehindAShellThatShowsWhatItRuns() throws Exception {
        ProcessIdFilter filter = new ProcessIdFilter("mark-1", kept);
        write(filter, "echo mark-1 $$ >&2; true; exit $?\n+ echo mark-1 4711\nmark-1 4711\n", 1000);

        assertThat(filter.await(Duration.ZERO)).hasValue(4711);
        assertThat(kept.toString(StandardCharsets.UTF_8)).startsWith("echo mark-1 $$ >&2; true");
    }

    private static void write(OutputStream filter, String text, int piece) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += piece) {
            filter.write(bytes, at, Math.min(piece, bytes.length - at));
        }
        filter.close();
    }
}
