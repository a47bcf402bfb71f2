/**
 * Everything that can go wrong in a promotion, as one sealed family whose messages end with what to do next. Uses
 * nothing but the JDK, so that every part of the plugin may fail in these terms.
 */
package io.jenkins.plugins.promotionchain.engine.failure;
