/**
 * Secrets on their way through the engine: a value that does not print itself, and the masker of everything that is
 * printed. It uses the engine's quoting function and nothing else.
 */
package io.jenkins.plugins.promotionchain.engine.secret;
