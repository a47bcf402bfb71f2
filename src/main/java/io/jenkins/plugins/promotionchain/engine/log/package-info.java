/**
 * The one way by which the engine talks to the user: lines of the build log. Implementations mask secrets and know
 * nothing of what they carry.
 */
package io.jenkins.plugins.promotionchain.engine.log;
