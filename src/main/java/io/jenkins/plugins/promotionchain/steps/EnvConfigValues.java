package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.secrets.SecretNames;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The public values of a frontend: the secret {@code VITE_API_BASE_URL} as {@code API_BASE_URL}, the configured ones of
 * the environment, and those of the step, each going before the one named earlier.
 */
final class EnvConfigValues {

    private static final String VALUE = "API_BASE_URL";

    private EnvConfigValues() {}

    static SortedMap<String, String> of(StepTarget target, Map<String, String> ofStep) throws PromotionFailure {
        SortedMap<String, String> values = new TreeMap<>(target.environment().envConfig());
        values.putAll(ofStep);
        if (!values.containsKey(VALUE)) {
            Optional<String> fromSecrets = target.secrets().setting(SecretNames.API_BASE_URL);
            fromSecrets.ifPresent(url -> values.put(VALUE, url));
        }
        return values;
    }
}
