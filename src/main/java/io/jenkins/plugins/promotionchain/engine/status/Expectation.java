package io.jenkins.plugins.promotionchain.engine.status;

import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.time.Instant;

/**
 * What was deployed last and found healthy.
 *
 * @param configurationHash as the container's label has it; empty where it is not known
 * @param build that deployed it: its address, or its job and number
 * @param since when
 */
public record Expectation(ImageRef image, String configurationHash, String build, Instant since) {}
