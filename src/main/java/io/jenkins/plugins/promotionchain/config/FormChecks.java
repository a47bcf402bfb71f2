package io.jenkins.plugins.promotionchain.config;

import hudson.util.FormValidation;
import java.util.function.Function;

/** Checks a form field with the very factory that reads it later, so that both say the same. */
public final class FormChecks {

    private FormChecks() {}

    /** An empty field is an error. */
    public static FormValidation required(String text, Function<String, ?> factory) {
        String trimmed = FormText.trimmed(text);
        return trimmed.isEmpty() ? FormValidation.error("Required") : check(trimmed, factory);
    }

    /** An empty field is right. */
    public static FormValidation optional(String text, Function<String, ?> factory) {
        String trimmed = FormText.trimmed(text);
        return trimmed.isEmpty() ? FormValidation.ok() : check(trimmed, factory);
    }

    private static FormValidation check(String text, Function<String, ?> factory) {
        try {
            factory.apply(text);
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
