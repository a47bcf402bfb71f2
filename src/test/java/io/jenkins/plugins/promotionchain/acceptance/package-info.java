/**
 * What users are promised, shown on the real servers of the sandbox: builds through the plugin's own steps, and what the
 * servers have to say afterwards. May use everything; it needs the sandbox up.
 */
package io.jenkins.plugins.promotionchain.acceptance;
