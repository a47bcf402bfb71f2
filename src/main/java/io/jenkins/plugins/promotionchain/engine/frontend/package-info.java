/**
 * What a single-page frontend needs besides its container: the run-time configuration that the page loads, and the
 * nginx site in front of it. Uses a {@code Server} and the container deployment of {@code engine.deploy}; knows
 * nothing of Jenkins.
 */
package io.jenkins.plugins.promotionchain.engine.frontend;
