package io.jenkins.plugins.promotionchain.engine.migrate;

/** Where the migration command runs; both on the server, because the database lets only the servers in. */
public enum MigrationMode {
    /** In a throw-away container of the new image, with the server's env file. */
    CONTAINER,
    /** In a directory on the server itself. */
    SERVER
}
