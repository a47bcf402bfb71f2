/**
 * The Pipeline steps: each reads its parameters, finds its environment and secrets, calls the engine and records what
 * came out. May use everything else in the plugin; nothing uses it.
 */
package io.jenkins.plugins.promotionchain.steps;
