/**
 * The nginx of a server: whether it can take a site, and putting one in force without ever leaving it without a
 * working configuration. What stands in a site is said by others.
 */
package io.jenkins.plugins.promotionchain.engine.nginx;
