package io.jenkins.plugins.promotionchain.ledger.gate;

import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What an environment asks of an image before it takes it.
 *
 * @param requires the environment in which it must have been healthy; none: nothing is asked of its past
 * @param soak how long it must have been in service there without a break
 * @param approvers users and groups, one of whom has to approve it; none: nobody is asked
 */
public record GateRule(
        EnvironmentName environment,
        Optional<EnvironmentName> requires,
        Optional<Duration> soak,
        Set<String> approvers) {

    /** @throws IllegalArgumentException for a soak time without the environment in which it is spent */
    public GateRule {
        if (soak.isPresent() && requires.isEmpty()) {
            throw new IllegalArgumentException("A soak time needs the environment in which it is spent");
        }
        approvers = Collections.unmodifiableSet(new LinkedHashSet<>(approvers));
    }

    /** Whether it takes everything. */
    public boolean asksNothing() {
        return requires.isEmpty() && approvers.isEmpty();
    }
}
