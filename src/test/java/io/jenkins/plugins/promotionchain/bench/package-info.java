/**
 * What the benchmarks of {@code bench/} need of Java: a client that asks all the time, and our own deployments to the
 * sandbox. It may use the engine and what tests know about the sandbox; nothing uses it but {@code bench/run}.
 */
package io.jenkins.plugins.promotionchain.bench;
