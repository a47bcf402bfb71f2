/**
 * What can be known before a deployment changes anything: one script collects the facts on the server, and functions
 * judge them. Uses deploy, docker, image, nginx and ssh; only diagnose and the steps use it.
 */
package io.jenkins.plugins.promotionchain.engine.preflight;
