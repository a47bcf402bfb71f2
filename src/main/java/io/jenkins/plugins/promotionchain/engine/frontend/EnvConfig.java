package io.jenkins.plugins.promotionchain.engine.frontend;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The public run-time configuration of a single-page frontend.
 *
 * @param variable the global JavaScript variable, for example {@code ENV} for {@code window.ENV}
 * @param values public: every visitor of the page can read them
 */
public record EnvConfig(String variable, SortedMap<String, String> values) {

    public static final String DEFAULT_VARIABLE = "ENV";

    public EnvConfig(String variable, Map<String, String> values) {
        this(variable, new TreeMap<>(values));
    }
}
