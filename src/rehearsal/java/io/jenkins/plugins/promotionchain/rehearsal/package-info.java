/**
 * Runs a Jenkinsfile on one machine without Jenkins, through the very steps of the plugin: a developer's tool and the
 * driver of the acceptance test. It may use everything of the plugin and the stand-ins; nothing of the plugin uses it.
 */
package io.jenkins.plugins.promotionchain.rehearsal;
