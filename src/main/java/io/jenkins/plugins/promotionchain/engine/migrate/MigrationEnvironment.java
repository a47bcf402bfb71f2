package io.jenkins.plugins.promotionchain.engine.migrate;

import io.jenkins.plugins.promotionchain.engine.deploy.ContainerEnvironment;
import io.jenkins.plugins.promotionchain.engine.deploy.EnvironmentPlacement;
import io.jenkins.plugins.promotionchain.engine.deploy.PlacedEnvironment;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;

/**
 * The environment of one migration. Given values go into a file beside the application's own, so that a migration never
 * changes what the application is deployed with, and are taken back at its end. What a broken connection leaves behind
 * is replaced and taken back by the next migration.
 */
final class MigrationEnvironment implements AutoCloseable {

    private static final String OWN = ".migration";

    private final EnvironmentPlacement placement;
    private final ContainerEnvironment wanted;
    private final boolean throwAway;

    MigrationEnvironment(Server server, ContainerEnvironment ofApplication) {
        this.placement = new EnvironmentPlacement(server);
        this.throwAway = !ofApplication.values().isEmpty();
        this.wanted = throwAway
                ? new ContainerEnvironment(ofApplication.envFile() + OWN, ofApplication.values())
                : ofApplication;
    }

    /** As {@link EnvironmentPlacement#put}. */
    PlacedEnvironment place() throws PromotionFailure, InterruptedException {
        return placement.put(wanted);
    }

    @Override
    public void close() throws PromotionFailure, InterruptedException {
        if (throwAway) {
            placement.takeBack(wanted.envFile());
        }
    }
}
