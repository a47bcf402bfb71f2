package io.jenkins.plugins.promotionchain.ledger.gate;

import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A time during which an image served in one place without a break: from a healthy deployment until another image took
 * over, or until a verification failed. A verification that passes later begins a new one.
 *
 * @param until none: it serves still
 */
record ServiceTime(Instant from, Optional<Instant> until) {

    Duration length(Instant now) {
        return Duration.between(from, until.orElse(now));
    }

    /**
     * The longest one since the image was last found failing there: what it served before proves nothing.
     *
     * @param place what the ledger has of that place, oldest first
     * @return none when the image never served there
     */
    static Optional<ServiceTime> longest(List<LedgerEntry> place, ImageDigest digest, Instant now) {
        Optional<ServiceTime> longest = Optional.empty();
        Optional<Instant> since = Optional.empty();
        boolean there = false;
        for (LedgerEntry entry : place) {
            if (isFoundFailing(entry, digest)) {
                longest = Optional.empty();
                since = Optional.empty();
                continue;
            }
            boolean serves = since.isPresent();
            if (entry instanceof Deployed deployed && deployed.outcome() == Deployed.Outcome.HEALTHY) {
                there = deployed.image().digest().equals(digest);
                serves = there;
            } else if (entry instanceof Verified verified
                    && there
                    && verified.image().digest().equals(digest)) {
                serves = true;
            }
            if (since.isPresent() && !serves) {
                longest = longer(longest, new ServiceTime(since.get(), Optional.of(entry.at())), now);
                since = Optional.empty();
            } else if (since.isEmpty() && serves) {
                since = Optional.of(entry.at());
            }
        }
        return since.isPresent() ? longer(longest, new ServiceTime(since.get(), Optional.empty()), now) : longest;
    }

    private static boolean isFoundFailing(LedgerEntry entry, ImageDigest digest) {
        return entry instanceof Verified verified
                && verified.result() == Verified.Result.FAILED
                && verified.image().digest().equals(digest);
    }

    private static Optional<ServiceTime> longer(Optional<ServiceTime> known, ServiceTime other, Instant now) {
        return known.filter(each -> each.length(now).compareTo(other.length(now)) > 0)
                .or(() -> Optional.of(other));
    }
}
