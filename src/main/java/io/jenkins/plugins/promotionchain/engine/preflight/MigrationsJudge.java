package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;

/** What the image would change in the database; only told, as that is what a migration is there for. */
final class MigrationsJudge {

    private MigrationsJudge() {}

    static PreflightCheck notYet() {
        return PreflightCheck.skipped(CheckKind.MIGRATIONS, "not known before the image is on the server");
    }

    static PreflightCheck judge(CommandResult said) {
        return PreflightCheck.migrations(MigrationPlan.of(said));
    }
}
