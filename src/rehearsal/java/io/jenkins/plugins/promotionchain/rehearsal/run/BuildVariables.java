package io.jenkins.plugins.promotionchain.rehearsal.run;

import hudson.EnvVars;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The environment variables of a whole build: those that it began with, and what code assigned to {@code env} since. Any
 * thread.
 */
final class BuildVariables {

    private final Map<String, String> given;
    private final Map<String, String> assigned = new ConcurrentHashMap<>();

    BuildVariables(Map<String, String> given) {
        this.given = Map.copyOf(given);
    }

    EnvVars all() {
        EnvVars all = new EnvVars(given);
        all.putAll(assigned);
        return all;
    }

    void assign(String name, String value) {
        assigned.put(name, value);
    }
}
