/**
 * Puts one image on one server as a container: environment file, pull, swap, health check, and the way back when it is
 * not healthy. It reaches the server through {@code engine.ssh.Server} only and knows nothing of Jenkins.
 */
package io.jenkins.plugins.promotionchain.engine.deploy;
