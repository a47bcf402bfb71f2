/**
 * Which image a source has: its fingerprint from git, the look-up in a registry over HTTP, and the build where nothing
 * is found. It may use the engine's docker commands, values and failures, and no type of Jenkins.
 */
package io.jenkins.plugins.promotionchain.engine.image;
