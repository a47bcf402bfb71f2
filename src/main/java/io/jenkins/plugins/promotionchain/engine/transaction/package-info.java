/**
 * Work that goes on or undoes itself on the server when the connection is cut, the agent is killed or the controller
 * restarts. What is done there is said by others; here it is started, followed, answered, cancelled and cleaned up.
 */
package io.jenkins.plugins.promotionchain.engine.transaction;
