package io.jenkins.plugins.promotionchain.rehearsal.run;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The arguments {@code time} and {@code unit} that some of Jenkins' steps have in common. */
final class TimeArguments {

    private TimeArguments() {}

    /** @param unit what counts when the call names none */
    static Duration of(StepCall call, String unit) throws StepFailed {
        String name = call.text("unit", unit).toUpperCase(Locale.ROOT);
        TimeUnit found = Arrays.stream(TimeUnit.values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new StepFailed(call.name() + ": unit is one of " + Arrays.toString(TimeUnit.values())));
        return Duration.of(call.number("time"), found.toChronoUnit());
    }
}
