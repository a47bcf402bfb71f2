package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.board.BoardLine;
import io.jenkins.plugins.promotionchain.board.Origin;
import io.jenkins.plugins.promotionchain.config.Chain;
import io.jenkins.plugins.promotionchain.config.Links;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.image.BuildOutcome;
import io.jenkins.plugins.promotionchain.engine.image.BuildTurns;
import io.jenkins.plugins.promotionchain.engine.image.OtherBuilds;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.ledger.Ledger;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Built;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** Tells what builds are known, and writes down what {@code buildOnce} has built or found. Used by one thread. */
final class RecordedBuild {

    private final Surroundings surroundings;
    private final Links links;
    private final Ledger ledger;

    /** @throws PromotionFailure when the ledger cannot be opened; nothing was built */
    RecordedBuild(Surroundings surroundings, Chain chain) throws PromotionFailure {
        this.surroundings = surroundings;
        this.links = chain.links();
        this.ledger = surroundings.ledger(chain.application());
    }

    /**
     * What the ledger and the builds that run now tell a build.
     *
     * @param turns of all builds of this controller
     */
    OtherBuilds others(BuildTurns turns) throws IOException, InterruptedException {
        return new OtherBuilds(
                turns,
                (repository, fingerprint) -> ledger.built(repository, fingerprint)
                        .map(built -> built.image().digest()),
                surroundings.build().getExternalizableId());
    }

    /** @throws PromotionFailure when it cannot be written down; the image is in the registry all the same */
    BuildOutcome of(BuildOutcome outcome) throws PromotionFailure, IOException, InterruptedException {
        compareWithRepeated(outcome);
        surroundings.images().remember(outcome.component(), outcome.image());
        ledger.append(new Built(
                Clock.systemUTC().instant(),
                surroundings.buildRef(),
                outcome.component(),
                outcome.image(),
                outcome.fingerprint(),
                outcome.commit(),
                outcome.origin() == BuildOutcome.Origin.BUILT ? Built.Origin.BUILT : Built.Origin.REUSED));
        show(outcome);
        return outcome;
    }

    /** A repetition is told whether it ended with the image of the build that it repeats. */
    private void compareWithRepeated(BuildOutcome outcome) throws IOException, InterruptedException {
        Optional<ImageRef> before = surroundings.images().recallOfRepeated(outcome.component());
        Optional<String> build = surroundings.images().repeated();
        if (before.isEmpty() || build.isEmpty()) {
            return;
        }
        String component = outcome.component() + ": ";
        surroundings
                .log()
                .line(
                        before.get().equals(outcome.image())
                                ? component + "the same image as in the build " + build.get() + " that this one repeats"
                                : component + "another image than the one of the build " + build.get()
                                        + " that this one repeats, " + before.get()
                                        + ", as the source or what it is built with is not the same; to deploy that one, give it"
                                        + " to the steps as image");
    }

    private void show(BuildOutcome outcome) throws PromotionFailure, IOException, InterruptedException {
        boolean built = outcome.origin() == BuildOutcome.Origin.BUILT;
        BoardLine line = surroundings
                .line(built ? BoardLine.Kind.BUILT : BoardLine.Kind.REUSED, outcome.component())
                .with(outcome.image())
                .ofCommit(outcome.commit())
                .linked(links);
        if (!built) {
            new Origin(ledger).maker(outcome.image().digest()).ifPresent(line::madeBy);
        }
        surroundings.show(line);
    }
}
