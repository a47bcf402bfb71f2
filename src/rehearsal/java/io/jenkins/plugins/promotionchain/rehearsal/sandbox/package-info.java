/**
 * Reads what the sandbox says of itself and turns it into what an administrator would have set up in Jenkins: the
 * configuration of the promotion chain and its credentials.
 */
package io.jenkins.plugins.promotionchain.rehearsal.sandbox;
