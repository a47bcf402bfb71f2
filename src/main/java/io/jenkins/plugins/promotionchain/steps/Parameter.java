package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Turns what a Jenkinsfile says into values. */
final class Parameter {

    private Parameter() {}

    /**
     * @param name of the parameter, for the message
     * @param factory throws {@link IllegalArgumentException} with a sentence when the value is none
     * @throws InvalidInput with that sentence
     */
    static <F, T> T read(String name, F given, Function<F, T> factory) throws InvalidInput {
        try {
            return factory.apply(given);
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(
                    "Parameter " + name + ": " + e.getMessage(),
                    "Correct it in the Jenkinsfile; nothing was changed",
                    e);
        }
    }

    /** As {@link #read}, none where nothing is given. */
    static <T> Optional<T> readOptional(String name, String given, Function<String, T> factory) throws InvalidInput {
        return given.isEmpty() ? Optional.empty() : Optional.of(read(name, given, factory));
    }

    static Optional<String> optional(String given) {
        return given.isEmpty() ? Optional.empty() : Optional.of(given);
    }

    /**
     * Pipeline hands over null, or values that are GStrings and numbers in spite of the declared type. A value that is
     * null stays so until {@link #complete}: what a setter throws reaches the log with all parameters and a stack trace
     * (structs-plugin, {@code DescribableModel#instantiate}).
     */
    static Map<String, String> texts(Map<?, ?> given) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (given != null) {
            given.forEach((name, value) -> texts.put(String.valueOf(name), value == null ? null : value.toString()));
        }
        return texts;
    }

    /**
     * @param name of the parameter, for the message
     * @throws InvalidInput when a value is null, as that of a variable is that is not set; as a text it would be "null"
     */
    static Map<String, String> complete(String name, Map<String, String> texts) throws InvalidInput {
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            if (entry.getValue() == null) {
                throw new InvalidInput(
                        "Parameter " + name + ": '" + entry.getKey() + "' has no value (null)",
                        "See whether the variable is set that it comes from, or leave it out; nothing was changed");
            }
        }
        return texts;
    }
}
