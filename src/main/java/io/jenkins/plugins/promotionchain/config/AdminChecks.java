package io.jenkins.plugins.promotionchain.config;

import hudson.util.FormValidation;
import java.util.function.Function;
import java.util.function.Supplier;
import jenkins.model.Jenkins;

/** {@link FormChecks} for the page of the configuration: nobody else is told anything. */
final class AdminChecks {

    private AdminChecks() {}

    static FormValidation required(String text, Function<String, ?> factory) {
        return check(() -> FormChecks.required(text, factory));
    }

    static FormValidation optional(String text, Function<String, ?> factory) {
        return check(() -> FormChecks.optional(text, factory));
    }

    /** An empty field is right where the other one is empty, too. */
    static FormValidation together(String text, String other, Function<String, ?> factory) {
        return FormText.trimmed(other).isEmpty() ? optional(text, factory) : required(text, factory);
    }

    /** Any check, for who may configure. */
    static FormValidation check(Supplier<FormValidation> check) {
        return Jenkins.get().hasPermission(Jenkins.ADMINISTER) ? check.get() : FormValidation.ok();
    }
}
