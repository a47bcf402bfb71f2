package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.transaction.ReadPosition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One line when a phase begins and one when it ends, with the time that it took: what is read at three in the morning. A
 * phase ends when the next one begins.
 */
final class PhaseLog {

    private final Log log;
    private final Clock clock;
    private final ReadPosition position;
    private final Instant begin;
    private Optional<DeploymentPhase> current = Optional.empty();
    private Instant since;

    /** @param position knows when each phase began, also where it is told of again */
    PhaseLog(Log log, Clock clock, ReadPosition position) {
        this.log = log;
        this.clock = clock;
        this.position = position;
        this.begin = position.since("deployment", clock.instant());
        this.since = begin;
    }

    void begin(DeploymentPhase phase) {
        end(phase == DeploymentPhase.UNDO ? "did not succeed" : "done");
        current = Optional.of(phase);
        since = position.since(phase.word(), clock.instant());
        log.line("[" + phase.word() + "] " + phase.words());
    }

    /** @param how it ended, in words */
    void end(String how) {
        current.ifPresent(phase -> log.line(
                "[" + phase.word() + "] " + how + " after " + inWords(Duration.between(since, clock.instant()))));
        current = Optional.empty();
    }

    /** Since the deployment began. */
    Duration elapsed() {
        return Duration.between(begin, clock.instant());
    }

    static String inWords(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
