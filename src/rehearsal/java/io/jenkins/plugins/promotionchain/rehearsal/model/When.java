package io.jenkins.plugins.promotionchain.rehearsal.model;

/** Whether a stage runs, and when that is decided: before or after its {@code input}. */
public record When(Condition condition, Moment moment) {

    /** Jenkins asks first and decides then, unless the Jenkinsfile says {@code beforeInput true}. */
    public enum Moment {
        BEFORE_INPUT,
        AFTER_INPUT
    }
}
