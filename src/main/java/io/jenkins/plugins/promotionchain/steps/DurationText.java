package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.config.TimeSpan;
import java.time.Duration;

/** How a Jenkinsfile writes a time span: as the configuration does. */
final class DurationText {

    private DurationText() {}

    /** @throws IllegalArgumentException when the text is of another form, or no time at all */
    static Duration parse(String text) {
        return TimeSpan.parse(text);
    }
}
