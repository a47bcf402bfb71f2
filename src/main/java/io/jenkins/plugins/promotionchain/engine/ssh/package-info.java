/**
 * How a deployment reaches a server: commands, files and tunnels over SSH, host keys always verified. JSch is used in
 * here only, by classes that nothing outside of this package sees.
 */
package io.jenkins.plugins.promotionchain.engine.ssh;
