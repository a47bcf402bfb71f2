package io.jenkins.plugins.promotionchain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.rehearsal.run.StepFailed;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class TerminalQuestionTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Go, true",
                "go, true",
                "'  Go ', true",
                "y, true",
                "YES, true",
                "no, false",
                "n, false",
                "'', false",
                "q, false",
                "-, false"
            })
    void onlyAClearYesIsOne(String typed, boolean yes) throws Exception {
        AtomicReference<String> shown = new AtomicReference<>();
        TerminalQuestion question = new TerminalQuestion(Optional.of(prompt -> {
            shown.set(prompt);
            return typed;
        }));

        assertThat(question.goOn("Deploy?", "Go")).isEqualTo(yes);
        assertThat(shown).hasValue("Deploy? [Go / no] ");
    }

    @Test
    void failsWhereThereIsNoTerminal() {
        assertThatThrownBy(() -> new TerminalQuestion(Optional.empty()).goOn("Deploy?", "Go"))
                .isInstanceOf(StepFailed.class)
                .hasMessage("'Deploy?' asks for an answer and there is no terminal; run with --yes");
    }

    @Test
    void anAbortDoesNotWaitForAnAnswer() {
        CountDownLatch never = new CountDownLatch(1);
        Thread asking = Thread.currentThread();
        TerminalQuestion question = new TerminalQuestion(Optional.of(prompt -> {
            asking.interrupt();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "y";
        }));

        assertThatThrownBy(() -> question.goOn("Deploy?", "Go")).isInstanceOf(InterruptedException.class);
        never.countDown();
    }
}
