/**
 * Secrets: a type that does not print itself, and the masker that keeps them out of the build log in whatever form they
 * turn up. Uses the log interface and the shell quoting, nothing else.
 */
package io.jenkins.plugins.promotionchain.engine.secret;
