/**
 * Finds out what is wrong with an environment that does not serve as it should, and names the likely cause. Changes
 * nothing; uses what {@code deploy}, {@code frontend}, {@code migrate} and {@code preflight} know about looking.
 */
package io.jenkins.plugins.promotionchain.engine.diagnose;
