package io.jenkins.plugins.promotionchain.rehearsal.model;

/** A question to a person before a stage runs. */
public record Input(String message, String ok) {}
