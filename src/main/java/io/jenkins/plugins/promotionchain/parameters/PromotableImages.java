package io.jenkins.plugins.promotionchain.parameters;

import io.jenkins.plugins.promotionchain.config.Chain;
import io.jenkins.plugins.promotionchain.config.EnvironmentSettings;
import io.jenkins.plugins.promotionchain.engine.failure.LedgerFailure;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.ledger.Ledger;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The images that an environment may be given: those that were healthy in the environment that it requires. */
final class PromotableImages {

    /** Older ones have to be named by their digest. */
    private static final Duration AGE = Duration.ofDays(90);

    private static final int MOST = 20;

    private final Ledger ledger;
    private final Clock clock;

    PromotableImages(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * The newest first, at most 20; of an environment that requires no other one, what it had itself.
     *
     * @throws LedgerFailure when the ledger cannot be read
     */
    List<Deployed> of(Chain chain, EnvironmentSettings environment, ComponentName component) throws LedgerFailure {
        DeploymentTarget source =
                new DeploymentTarget(chain.application(), environment.requires().orElse(environment.name()), component);
        List<LedgerEntry> entries = ledger.at(source, clock.instant().minus(AGE));
        List<Deployed> newest = new ArrayList<>();
        Set<ImageDigest> seen = new HashSet<>();
        for (int i = entries.size() - 1; i >= 0 && newest.size() < MOST; i--) {
            if (entries.get(i) instanceof Deployed deployed
                    && deployed.outcome() == Deployed.Outcome.HEALTHY
                    && seen.add(deployed.image().digest())) {
                newest.add(deployed);
            }
        }
        return newest;
    }
}
