/**
 * The gate: whether an environment takes an image, decided from what the ledger says of it, and said in words. Uses the
 * ledger and the engine's values, no Jenkins type.
 */
package io.jenkins.plugins.promotionchain.ledger.gate;
