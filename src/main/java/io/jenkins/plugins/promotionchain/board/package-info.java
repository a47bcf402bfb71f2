/**
 * What the page of a build tells of this plugin's work in it. Filled by the steps; reads the ledger, asks no server.
 */
package io.jenkins.plugins.promotionchain.board;
