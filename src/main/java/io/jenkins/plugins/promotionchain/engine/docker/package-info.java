/**
 * What is said to the docker command and how its answers are read: command lines as lists of words, a throw-away client
 * configuration for logins, and the reports of {@code docker inspect}. It runs nothing but through a
 * {@code CommandRunner} and may use only the engine's values, commands and failures.
 */
package io.jenkins.plugins.promotionchain.engine.docker;
