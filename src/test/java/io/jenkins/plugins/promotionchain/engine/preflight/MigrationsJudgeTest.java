package io.jenkins.plugins.promotionchain.engine.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MigrationsJudgeTest {

    private static PreflightCheck judge(String output) {
        return MigrationsJudge.judge(new CommandResult(0, output, ""));
    }

    @Test
    void countsThoseThatAreNotApplied() {
        assertThat(
                        judge(
                                "[X]  auth.0001_initial\n[ ]  shop.0001_initial ... (auth.0001_initial)\n[ ]  shop.0002_price\n"))
                .isEqualTo(PreflightCheck.migrations(
                        new MigrationPlan(0, Optional.empty(), List.of("shop.0001_initial", "shop.0002_price"))));
        assertThat(judge("[X]  auth.0001_initial\n").found()).isEqualTo("none pending");
    }

    @Test
    void namesTheFirstFive() {
        assertThat(judge("[ ] a\n[ ] b\n[ ] c\n[ ] d\n[ ] e\n[ ] f\n").found())
                .isEqualTo("6 pending: a, b, c, d, e, …");
    }

    @Test
    void saysWhyTheyAreNotKnown() {
        PreflightCheck check =
                MigrationsJudge.judge(new CommandResult(2, "", "Traceback\npython: can't open file 'manage.py'\n\n"));

        assertThat(check.result()).isEqualTo(CheckResult.SKIPPED);
        assertThat(check.found()).contains("exit status 2 (python: can't open file 'manage.py')");
    }
}
