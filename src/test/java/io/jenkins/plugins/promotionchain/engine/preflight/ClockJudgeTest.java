package io.jenkins.plugins.promotionchain.engine.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockJudgeTest {

    /** Asked at 1000.9 s, answered at 1002.1 s. */
    private static PreflightCheck judge(long told) {
        return ClockJudge.judge(
                        Requests.PLACE,
                        ServerFacts.parse("time=" + told),
                        Instant.ofEpochMilli(1000_900),
                        Instant.ofEpochMilli(1002_100))
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "1000, OK, it agrees",
        "1002, OK, it agrees",
        "1012, OK, 9 s off",
        "1032, OK, 29 s off",
        "1033, WARNING, 'The clock of django@10.0.0.5 is 30 s ahead of that of the controller'",
        "4602, WARNING, 'The clock of django@10.0.0.5 is 3599 s ahead of that of the controller'",
        "970, OK, 29 s off",
        "900, WARNING, 'The clock of django@10.0.0.5 is 99 s behind that of the controller'"
    })
    void countsOnlyWhatTheWayThereCannotExplain(long told, CheckResult result, String found) {
        assertThat(judge(told).result()).isEqualTo(result);
        assertThat(judge(told).found()).isEqualTo(found);
    }

    @Test
    void saysNothingWhereNoTimeWasTold() {
        assertThat(ClockJudge.judge(Requests.PLACE, ServerFacts.parse(""), Instant.EPOCH, Instant.EPOCH))
                .isEmpty();
    }
}
