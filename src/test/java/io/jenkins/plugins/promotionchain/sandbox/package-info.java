/**
 * What integration tests know about the servers of the sandbox, read from the file that {@code sandbox/sandbox up}
 * writes. It may use the engine's value types and nothing of Jenkins.
 */
package io.jenkins.plugins.promotionchain.sandbox;
