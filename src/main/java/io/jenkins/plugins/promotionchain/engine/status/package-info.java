/**
 * How a component stands on its server, and where that differs from what was deployed. Nothing here changes a server;
 * what is expected comes from the caller.
 */
package io.jenkins.plugins.promotionchain.engine.status;
