/**
 * How words become text for a POSIX shell. Uses nothing but the JDK.
 */
package io.jenkins.plugins.promotionchain.engine.shell;
