package io.jenkins.plugins.promotionchain.engine.preflight;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether server and controller agree about the time. A deployment does not depend on it; certificates, tokens and whoever
 * compares two logs do.
 */
final class ClockJudge {

    private static final Duration MOST = Duration.ofSeconds(30);

    private ClockJudge() {}

    /**
     * @param before the controller's time before the server was asked for its own, which is told in whole seconds
     * @param after the controller's time when the answer was there
     */
    static Optional<PreflightCheck> judge(String place, ServerFacts facts, Instant before, Instant after) {
        return facts.number("time").map(seconds -> {
            Instant told = Instant.ofEpochSecond(seconds);
            Duration ahead = Duration.between(after, told);
            Duration behind = Duration.between(told.plusSeconds(1), before);
            Duration off = ahead.compareTo(behind) > 0 ? ahead : behind;
            if (off.compareTo(MOST) <= 0) {
                return PreflightCheck.ok(
                        CheckKind.CLOCK, off.compareTo(Duration.ZERO) <= 0 ? "it agrees" : off.toSeconds() + " s off");
            }
            return PreflightCheck.warning(
                    CheckKind.CLOCK,
                    "The clock of " + place + " is " + off.toSeconds() + " s "
                            + (ahead.compareTo(behind) > 0 ? "ahead of" : "behind") + " that of the controller",
                    "Set the clocks by NTP (timedatectl set-ntp true)");
        });
    }
}
