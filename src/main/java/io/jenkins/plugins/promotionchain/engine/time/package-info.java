/**
 * Waiting, as something that is handed in, so that no test waits for real time. Uses nothing but the JDK.
 */
package io.jenkins.plugins.promotionchain.engine.time;
