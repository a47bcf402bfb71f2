package io.jenkins.plugins.promotionchain.ledger.gate;

import io.jenkins.plugins.promotionchain.engine.failure.LedgerFailure;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import java.util.List;
import java.util.Optional;

/** What the gate asks the ledger. Each question throws a {@link LedgerFailure} when the ledger cannot be read. */
interface LedgerView {

    /** By which deployment the place runs what it runs; none when it runs nothing that the ledger knows. */
    Optional<Deployed> current(DeploymentTarget place);

    /** Everything that names the image, oldest first. */
    List<LedgerEntry> of(ImageDigest digest) throws LedgerFailure;

    /** All deployments to the place and verifications there, of whatever image, oldest first. */
    List<LedgerEntry> at(DeploymentTarget place) throws LedgerFailure;
}
