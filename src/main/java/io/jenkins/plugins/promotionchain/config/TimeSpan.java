package io.jenkins.plugins.promotionchain.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a Jenkinsfile and a form write a time span: a whole number and a unit, as in {@code 90s} or {@code 2h}. */
public final class TimeSpan {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})\\s*([smh])");

    private TimeSpan() {}

    /** @throws IllegalArgumentException when the text is of another form, or no time at all */
    public static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches() || matcher.group(1).chars().allMatch(digit -> digit == '0')) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a time span: a whole number and s, m or h, as in 90s, 15m or 2h");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }
}
