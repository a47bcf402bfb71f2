/**
 * Build parameters for people who start a build by hand. They offer what the ledger knows; what a step does with the value
 * is the step's, and its gate still has its say.
 */
package io.jenkins.plugins.promotionchain.parameters;
