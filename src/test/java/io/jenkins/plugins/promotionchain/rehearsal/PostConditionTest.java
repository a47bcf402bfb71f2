package io.jenkins.plugins.promotionchain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import io.jenkins.plugins.promotionchain.rehearsal.model.PostCondition;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostConditionTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "SUCCESS, -, always changed success cleanup",
                "SUCCESS, SUCCESS, always success cleanup",
                "SUCCESS, UNSTABLE, always changed fixed success cleanup",
                "SUCCESS, FAILURE, always changed fixed success cleanup",
                "SUCCESS, ABORTED, always changed success cleanup",
                "UNSTABLE, SUCCESS, always changed regression unsuccessful unstable cleanup",
                "UNSTABLE, FAILURE, always changed unsuccessful unstable cleanup",
                "FAILURE, UNSTABLE, always changed regression unsuccessful failure cleanup",
                "FAILURE, FAILURE, always unsuccessful failure cleanup",
                "FAILURE, -, always changed unsuccessful failure cleanup",
                "ABORTED, FAILURE, always changed regression aborted unsuccessful cleanup"
            })
    void appliesInJenkinsOrderAfterARun(Outcome now, Outcome before, String applying) {
        assertThat(Arrays.stream(PostCondition.values())
                        .filter(each -> each.applies(now, Optional.ofNullable(before)))
                        .map(PostCondition::directive))
                .containsExactly(applying.split(" "));
    }

    @Test
    void theWorseOfTwoOutcomesCounts() {
        assertThat(Outcome.SUCCESS.and(Outcome.UNSTABLE)).isEqualTo(Outcome.UNSTABLE);
        assertThat(Outcome.ABORTED.and(Outcome.FAILURE)).isEqualTo(Outcome.ABORTED);
    }
}
