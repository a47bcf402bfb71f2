package io.jenkins.plugins.promotionchain.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void leavesOutBlankLinesAndNotes() {
        assertThat(Lines.of(" a \n\n# note\nb")).containsExactly("a", "b");
    }

    @Test
    void splitsAPairAtTheFirstEqualsSign() {
        assertThat(Lines.pairs("URL=https://x/?a=b\nEMPTY=")).isEqualTo(Map.of("URL", "https://x/?a=b", "EMPTY", ""));
    }

    @Test
    void refusesWhatIsNoPairAndANameGivenTwice() {
        assertThatThrownBy(() -> Lines.pairs("A=1\n2B=3")).hasMessageContaining("'2B=3'");
        assertThatThrownBy(() -> Lines.pairs("nothing")).hasMessageContaining("'nothing'");
        assertThatThrownBy(() -> Lines.pairs("A=1\nA=2")).hasMessageContaining("'A' is given twice");
    }
}
