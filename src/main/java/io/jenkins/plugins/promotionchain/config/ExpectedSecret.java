package io.jenkins.plugins.promotionchain.config;

import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.secrets.CredentialListing.Listed;
import java.util.List;
import java.util.Optional;

/**
 * A secret that the steps look for in an environment, and whether it is there. Never its value.
 *
 * @param name without prefix and component; several that serve one purpose are joined by "or"
 * @param candidates the ids that would do, in the order in which they are looked for
 * @param instead why it is not needed although it is not there; none: it is
 * @param found the first candidate that is there
 */
public record ExpectedSecret(
        ComponentName component,
        String name,
        String purpose,
        List<String> candidates,
        Optional<String> instead,
        Optional<Listed> found) {

    /** Whether there is one, it is missing, or nobody needs it. */
    public enum State {
        THERE,
        MISSING,
        NOT_NEEDED
    }

    public ExpectedSecret {
        candidates = List.copyOf(candidates);
    }

    /** The candidates, for people. */
    public String ids() {
        return candidates.isEmpty() ? "-" : String.join(", ", candidates);
    }

    public State state() {
        if (found.isPresent()) {
            return State.THERE;
        }
        return instead.isPresent() ? State.NOT_NEEDED : State.MISSING;
    }
}
