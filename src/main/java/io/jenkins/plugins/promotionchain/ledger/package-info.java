/**
 * The append-only history of what was built, deployed, verified and approved for an application. May use the engine's
 * values; only {@link io.jenkins.plugins.promotionchain.ledger.Ledgers} knows Jenkins.
 */
package io.jenkins.plugins.promotionchain.ledger;
