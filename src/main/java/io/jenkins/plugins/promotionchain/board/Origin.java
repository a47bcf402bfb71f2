package io.jenkins.plugins.promotionchain.board;

import io.jenkins.plugins.promotionchain.engine.failure.LedgerFailure;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.ledger.BuildRef;
import io.jenkins.plugins.promotionchain.ledger.Ledger;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Built;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import java.util.Optional;

/** Where an image comes from, by the ledger of its application. Each question throws when that cannot be read. */
public final class Origin {

    private final Ledger ledger;

    public Origin(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The last build that made the image; none where the ledger knows only builds that found it. */
    public Optional<BuildRef> maker(ImageDigest digest) throws LedgerFailure {
        return ledger.of(digest).stream()
                .filter(entry -> entry instanceof Built built && built.origin() == Built.Origin.BUILT)
                .map(entry -> entry.build())
                .reduce((earlier, later) -> later);
    }

    /**
     * The build by which the image last became healthy in an environment, as the same component.
     *
     * @param place where it goes to now
     * @param before the environment that this one requires
     */
    public Optional<BuildRef> promoter(ImageDigest digest, DeploymentTarget place, EnvironmentName before)
            throws LedgerFailure {
        DeploymentTarget there = new DeploymentTarget(place.application(), before, place.component());
        return ledger.of(digest).stream()
                .filter(entry -> entry instanceof Deployed deployed
                        && deployed.target().equals(there)
                        && deployed.outcome() == Deployed.Outcome.HEALTHY)
                .map(entry -> entry.build())
                .reduce((earlier, later) -> later);
    }
}
