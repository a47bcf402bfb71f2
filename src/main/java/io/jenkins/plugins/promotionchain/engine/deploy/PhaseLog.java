package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * One line when a phase begins and one when it ends, with the time that it took: what is read at three in the morning.
 */
final class PhaseLog {

    private final Log log;
    private final Clock clock;
    private final Instant begin;

    PhaseLog(Log log, Clock clock) {
        this.log = log;
        this.clock = clock;
        this.begin = clock.instant();
    }

    /** The work of a phase. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws PromotionFailure, InterruptedException;
    }

    <T> T during(DeploymentPhase phase, Work<T> work) throws PromotionFailure, InterruptedException {
        Instant start = clock.instant();
        log.line("[" + phase.name().toLowerCase(Locale.ROOT) + "] " + phase.words());
        String end = "did not succeed";
        try {
            T result = work.run();
            end = "done";
            return result;
        } finally {
            log.line("[" + phase.name().toLowerCase(Locale.ROOT) + "] " + end + " after "
                    + inWords(Duration.between(start, clock.instant())));
        }
    }

    /** Since the deployment began. */
    Duration elapsed() {
        return Duration.between(begin, clock.instant());
    }

    static String inWords(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
