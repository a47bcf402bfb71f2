package io.jenkins.plugins.promotionchain.ledger.gate;

import java.util.Set;

/** Knows users and their groups. */
@FunctionalInterface
public interface Membership {

    /**
     * Whether a user is one of those named, or in a group that is.
     *
     * @param user as the ledger recorded the user
     * @param names ids of users and names of groups
     */
    boolean isOneOf(String user, Set<String> names);
}
