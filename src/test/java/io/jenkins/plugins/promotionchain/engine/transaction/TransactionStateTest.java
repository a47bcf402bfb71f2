package io.jenkins.plugins.promotionchain.engine.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionState.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionStateTest {

    @ParameterizedTest
    @CsvSource({"absent,ABSENT,", "running,RUNNING,", "dead,DEAD,", "ended-000,ENDED,0", "ended-143,ENDED,143"})
    void readsWhatTheScriptAnswers(String word, Phase phase, Integer status) {
        TransactionState state = parse("#t " + word + " 1234\nlog\n#t phase one\nhalf");

        assertThat(state.phase()).isEqualTo(phase);
        assertThat(state.status().isPresent()).isEqualTo(status != null);
        state.status().ifPresent(code -> assertThat(code).isEqualTo(status));
        assertThat(state.offset()).isEqualTo(1234);
        assertThat(state.text()).isEqualTo("log\n#t phase one\nhalf");
    }

    @Test
    void isNotMisledByWhatTheShellWritesInFront() {
        TransactionState state = parse("Welcome\n# t\nno line end#t running 5\n");

        assertThat(state.phase()).isEqualTo(Phase.RUNNING);
        assertThat(state.text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Welcome\n", "#t running 5", "#tt running 5\n"})
    void refusesWhatIsNoAnswer(String output) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransactionState.parse(new CommandResult(1, output, "sh: not found\n"), "#t"))
                .withMessage("exit status 1: sh: not found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", "a b", "-a", "a/b", "a\nb"})
    void anIdIsTheNameOfADirectoryAndNothingElse(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TransactionId(id));
    }

    @Test
    void anIdOfFurtherWorkIsAnother() {
        TransactionId id = new TransactionId("build-7");

        assertThat(id.with("repair").directory()).isEqualTo(".promotion-chain/transactions/build-7-repair");
        assertThat(TransactionId.random()).isNotEqualTo(TransactionId.random());
    }

    private static TransactionState parse(String output) {
        return TransactionState.parse(new CommandResult(0, output, ""), "#t");
    }
}
