package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code options}: a timeout is kept, what means nothing on one machine is accepted and said. */
final class OptionsReader {

    private final Source source;
    private final List<String> notices;

    OptionsReader(Source source, List<String> notices) {
        this.source = source;
        this.notices = notices;
    }

    Optional<Duration> timeout(Source.Call options) throws JenkinsfileRejected {
        Optional<Duration> timeout = Optional.empty();
        for (Source.Call each : source.calls(options.block(), "options")) {
            switch (each.name()) {
                case "timeout" -> timeout = Optional.of(duration(each));
                case "disableConcurrentBuilds",
                        "buildDiscarder",
                        "skipDefaultCheckout",
                        "timestamps",
                        "ansiColor",
                        "durabilityHint" -> notices.add("option " + each.name() + " means nothing in a rehearsal");
                default -> throw each.reject(Unsupported.in("options", each.name()));
            }
        }
        return timeout;
    }

    private static Duration duration(Source.Call call) throws JenkinsfileRejected {
        String time = call.named("time").orElse("");
        String unit = call.named("unit").orElse("MINUTES").toUpperCase(Locale.ROOT);
        try {
            return Duration.of(Long.parseLong(time), ChronoUnit.valueOf(unit));
        } catch (IllegalArgumentException e) {
            throw call.reject("'timeout' needs time: a number, and unit: 'SECONDS', 'MINUTES', 'HOURS' or 'DAYS'");
        }
    }
}
