package io.jenkins.plugins.promotionchain.engine.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the image said of its migrations, for a program and for a person. */
class MigrationPlanTest {

    @Test
    void theNamesOfWhatIsPendingAreReadFromThePlan() {
        MigrationPlan plan = MigrationPlan.of(new CommandResult(
                0, "[X]  items.0001_initial\n[ ]  items.0002_price\n[ ]  items.0003_tax (2 ops)\n", ""));

        assertThat(plan.answered()).isTrue();
        assertThat(plan.pending()).containsExactly("items.0002_price", "items.0003_tax");
        PreflightCheck check = PreflightCheck.migrations(plan);
        assertThat(check.result()).isEqualTo(CheckResult.OK);
        assertThat(check.found()).isEqualTo("2 pending: items.0002_price, items.0003_tax");
        assertThat(check.plan()).contains(plan);
    }

    @Test
    void aQuestionThatFailedKeepsItsExitStatusAndLastWords() {
        MigrationPlan plan = MigrationPlan.of(
                new CommandResult(3, "", "Traceback\n  OperationalError: (no brackets) end with exit status 9  \n\n"));

        assertThat(plan.answered()).isFalse();
        assertThat(plan.exitStatus()).isEqualTo(3);
        assertThat(plan.lastWords()).contains("OperationalError: (no brackets) end with exit status 9");
        assertThat(PreflightCheck.migrations(plan).result()).isEqualTo(CheckResult.SKIPPED);
        assertThat(PreflightCheck.migrations(plan).found()).contains("ended with exit status 3 (OperationalError");
    }

    @Test
    void nothingCanBePendingWhereNobodyAnswered() {
        assertThatThrownBy(() -> new MigrationPlan(1, Optional.empty(), List.of("items.0001")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
