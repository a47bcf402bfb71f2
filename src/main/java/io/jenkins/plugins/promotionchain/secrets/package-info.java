/**
 * Which credential may answer for which secret name, and reading it through a narrow source. May use the engine and,
 * in {@code JenkinsCredentials} alone, the Jenkins credentials API.
 */
package io.jenkins.plugins.promotionchain.secrets;
