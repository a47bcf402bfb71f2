/**
 * The words the engine speaks in, each a validated immutable value: names, addresses, ports, images and their digests.
 * Uses nothing but the JDK.
 */
package io.jenkins.plugins.promotionchain.engine.value;
