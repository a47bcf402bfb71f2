/**
 * Commands as data, the interface of the places that run them, and the capture of what they print. Knows values,
 * failures, logs and secrets; nothing about SSH, Docker or Jenkins.
 */
package io.jenkins.plugins.promotionchain.engine.command;
