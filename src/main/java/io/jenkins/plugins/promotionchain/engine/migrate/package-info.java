/**
 * Runs a database migration on the server, in a container of the new image or in a directory there. It uses
 * {@code engine.deploy} for the environment file and nothing of Jenkins.
 */
package io.jenkins.plugins.promotionchain.engine.migrate;
