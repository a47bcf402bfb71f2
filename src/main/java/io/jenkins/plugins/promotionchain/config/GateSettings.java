package io.jenkins.plugins.promotionchain.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What an environment asks of an image beyond having been healthy in the environment that it requires.
 *
 * @param soak how long it must have been in service there without a break; none: a moment is enough
 * @param approvers ids of users and names of groups, one of whom has to approve it; none: nobody is asked
 */
public record GateSettings(Optional<Duration> soak, Set<String> approvers) {

    /** Nothing more. */
    public static final GateSettings NONE = new GateSettings(Optional.empty(), Set.of());

    public GateSettings {
        approvers = Collections.unmodifiableSet(new LinkedHashSet<>(approvers));
    }
}
