package io.jenkins.plugins.promotionchain.engine.migrate;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.deploy.PlacedEnvironment;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;

/** A place where a migration command runs. One class per {@link MigrationMode}. */
interface MigrationRun {

    /** Fetches what is needed and makes sure that no other migration of the same kind is under way. */
    void prepare() throws PromotionFailure, InterruptedException;

    /**
     * Runs the command.
     *
     * @param environment as it lies on the server; has a file
     * @return its exit status, and all that it printed as standard output
     * @throws PromotionFailure when the command could not be run to its end; it was stopped as far as it could be
     */
    CommandResult run(PlacedEnvironment environment) throws PromotionFailure, InterruptedException;
}
