package io.jenkins.plugins.promotionchain.engine.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationOutputTest {

    private final List<String> log = new ArrayList<>();
    private final MigrationOutput output = new MigrationOutput(log::add);

    /** Of a server's own file nobody knows the secrets, so nothing of it could be masked. */
    @Test
    void keepsWhatDockerQuotesOfAnEnvironmentFileOutOfLogAndResult() {
        output.phase(MigrationStep.MIGRATE.word());

        output.line("docker: poorly formatted environment: variable 'half a secret' contains whitespaces.");
        output.line("invalid env file (.env): hunter2");
        output.line("Applying shop.0002... OK");

        assertThat(output.ofMigration() + String.join("\n", log))
                .doesNotContain("half a secret", "hunter2")
                .contains("docker cannot read the environment file", "Applying shop.0002... OK");
        assertThat(output.ofMigration().lines()).hasSize(3);
    }

    @Test
    void tellsTheStepsApart() {
        output.line("before any");
        output.phase(MigrationStep.PLAN.word());
        output.line("planned");
        output.phase(MigrationStep.MIGRATE.word());
        output.line("applied");

        assertThat(output.of(MigrationStep.PLAN)).isEqualTo("planned\n");
        assertThat(output.ofMigration()).isEqualTo("applied\n");
        assertThat(log).contains("  before any");
    }
}
