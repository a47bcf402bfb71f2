package io.jenkins.plugins.promotionchain.config;

import java.util.Map;

/**
 * A line of the table below the button "Test connection".
 *
 * @param result {@code OK}, {@code WARNING}, {@code FAILED} or {@code SKIPPED}
 * @param fix what to do; empty where all is well
 */
public record ConnectionFinding(String component, String check, String result, String found, String fix) {

    /** As the page is told of it. */
    Map<String, String> columns() {
        return Map.of("component", component, "check", check, "result", result, "found", found, "fix", fix);
    }
}
