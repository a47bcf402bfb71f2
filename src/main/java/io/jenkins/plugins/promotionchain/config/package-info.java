/**
 * What an administrator configures: applications, their environments and hosts, as data-bound beans for the form and
 * Configuration as Code, and as immutable validated values for everybody else. May use the secrets and the engine.
 */
package io.jenkins.plugins.promotionchain.config;
