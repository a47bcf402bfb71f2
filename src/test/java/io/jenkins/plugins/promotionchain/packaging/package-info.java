/**
 * Tests of what the build puts into the plugin's archive: the indexes Jenkins finds extensions by, and the packed files.
 * They use the built classes and archives, no server and no Jenkins.
 */
package io.jenkins.plugins.promotionchain.packaging;
