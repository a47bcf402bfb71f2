package io.jenkins.plugins.promotionchain.ledger.gate;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How the gate writes times for people. */
final class Wording {

    private static final DateTimeFormatter TO_THE_MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MINUTES = 60;

    private Wording() {}

    static String time(Instant when) {
        return TO_THE_MINUTE.format(when);
    }

    /** Rounded down to minutes, or to seconds below one. */
    static String span(Duration span) {
        long minutes = span.toMinutes();
        if (minutes == 0) {
            return span.toSeconds() + " s";
        }
        if (minutes < MINUTES) {
            return minutes + " min";
        }
        long rest = minutes % MINUTES;
        return minutes / MINUTES + " h" + (rest == 0 ? "" : " " + rest + " min");
    }
}
