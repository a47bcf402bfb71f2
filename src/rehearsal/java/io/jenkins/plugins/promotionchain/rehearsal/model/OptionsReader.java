package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Reads {@code options}: a timeout is kept, what means nothing on one machine is accepted and said. */
final class OptionsReader {

    private static final String TIMEOUT = "timeout";
    private static final String TIME = "time";
    private static final String UNIT = "unit";

    /** Without effect here; Jenkins takes these in a stage, too. */
    private static final List<String> ANYWHERE = List.of("skipDefaultCheckout", "timestamps", "ansiColor");

    /** Without effect here; Jenkins takes these for the whole pipeline only. */
    private static final List<String> PIPELINE = List.of("disableConcurrentBuilds", "buildDiscarder", "durabilityHint");

    private final Source source;
    private final List<String> notices;

    OptionsReader(Source source, List<String> notices) {
        this.source = source;
        this.notices = notices;
    }

    Optional<Duration> ofPipeline(Directive options) throws JenkinsfileRejected {
        List<String> supported = new ArrayList<>(List.of(TIMEOUT));
        supported.addAll(PIPELINE);
        supported.addAll(ANYWHERE);
        return timeout(options, supported);
    }

    Optional<Duration> ofStage(Directive options) throws JenkinsfileRejected {
        List<String> supported = new ArrayList<>(List.of(TIMEOUT));
        supported.addAll(ANYWHERE);
        return timeout(options, supported);
    }

    private Optional<Duration> timeout(Directive options, List<String> supported) throws JenkinsfileRejected {
        Optional<Duration> timeout = Optional.empty();
        for (Directive each : source.distinctInside(options)) {
            if (!supported.contains(each.name())) {
                throw each.reject(Unsupported.in("options", each.name(), supported));
            }
            if (each.name().equals(TIMEOUT)) {
                timeout = Optional.of(duration(each));
            } else {
                new OptionWithoutEffect(source, each).check();
                notices.add("option " + each.name() + " means nothing in a rehearsal");
            }
        }
        return timeout;
    }

    private static Duration duration(Directive timeout) throws JenkinsfileRejected {
        Arguments given = timeout.arguments().singleOrNamed(Set.of(TIME, UNIT));
        Optional<Object> time = given.singleOr(TIME);
        Optional<TimeUnit> unit = unit(given.text(UNIT).orElse("MINUTES").toUpperCase(Locale.ROOT));
        if (unit.isEmpty() || !(time.orElse("") instanceof Integer amount) || amount <= 0) {
            throw timeout.reject(
                    "'timeout' needs time: a number above 0, and unit: 'SECONDS', 'MINUTES', 'HOURS' or 'DAYS'");
        }
        return Duration.of(amount, unit.get().toChronoUnit());
    }

    private static Optional<TimeUnit> unit(String name) {
        return Arrays.stream(TimeUnit.values())
                .filter(each -> each.name().equals(name))
                .findFirst();
    }
}
