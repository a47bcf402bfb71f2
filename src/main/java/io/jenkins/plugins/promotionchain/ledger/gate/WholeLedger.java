package io.jenkins.plugins.promotionchain.ledger.gate;

import io.jenkins.plugins.promotionchain.engine.failure.LedgerFailure;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.ledger.Ledger;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks at a ledger from its beginning. */
record WholeLedger(Ledger ledger) implements LedgerView {

    @Override
    public Optional<Deployed> current(DeploymentTarget place) {
        return ledger.current(place);
    }

    @Override
    public List<LedgerEntry> of(ImageDigest digest) throws LedgerFailure {
        return ledger.of(digest);
    }

    @Override
    public List<LedgerEntry> at(DeploymentTarget place) throws LedgerFailure {
        return ledger.at(place, Instant.MIN);
    }
}
