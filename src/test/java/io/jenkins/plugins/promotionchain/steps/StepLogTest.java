package io.jenkins.plugins.promotionchain.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.TaskListener;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StepLogTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final StepLog log = new StepLog();

    private String written() {
        return written.toString(StandardCharsets.UTF_8);
    }

    private StepLog open() {
        PrintStream stream = new PrintStream(written, true, StandardCharsets.UTF_8);
        log.writeTo((TaskListener) () -> stream);
        return log;
    }

    @Test
    void showsNoSecretFromTheMomentItIsKnown() {
        open().hide(Sensitive.of("geheim"));
        log.line("password=geheim, base64 Z2VoZWlt");
        log.hide(Sensitive.of("another one"));
        log.line("geheim and another one");

        assertThat(written())
                .doesNotContain("geheim", "Z2VoZWlt", "another one")
                .contains("password=****");
        assertThat(log.mask("error at geheim")).isEqualTo("error at ****");
    }

    @Test
    void saysWhenASecretIsTooShortToBeMaskedWithoutShowingIt() {
        open().hide(Sensitive.of("abc"));

        assertThat(written()).contains("WARNING", "cannot be masked").doesNotContain("abc");
    }

    @Test
    void dropsWhatIsSaidBeforeTheBuildsLogIsThere() {
        log.line("too early");

        assertThat(written()).isEmpty();
    }
}
