package io.jenkins.plugins.promotionchain.rehearsal.run;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.TaskListener;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import java.io.File;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a piece of the pipeline sees around it.
 *
 * @param build the variables of the whole build
 * @param overrides variables of the blocks around, which go before the build's; an empty one takes the variable away
 * @param directory where its steps work
 * @param listener where its lines go
 * @param soFar in a post action, what it follows
 */
record Scope(
        BuildVariables build,
        Map<String, String> overrides,
        FilePath directory,
        TaskListener listener,
        Optional<Outcome> soFar) {

    Scope {
        overrides = Map.copyOf(overrides);
    }

    /** As Jenkins' {@code EnvVars.override}: {@code PATH+ANY} puts a value before what {@code PATH} is already. */
    Scope with(Map<String, String> more) {
        EnvVars environment = environment();
        Map<String, String> all = new HashMap<>(overrides);
        more.forEach((name, value) -> {
            int plus = name.indexOf('+');
            String key = plus > 0 ? name.substring(0, plus) : name;
            String before = plus > 0 ? environment.get(key, "") : "";
            all.put(key, before.isEmpty() ? value : value + File.pathSeparator + before);
        });
        return new Scope(build, all, directory, listener, soFar);
    }

    Scope in(FilePath other) {
        return new Scope(build, overrides, other, listener, soFar);
    }

    Scope loggingTo(TaskListener other) {
        return new Scope(build, overrides, directory, other, soFar);
    }

    Scope after(Outcome outcome) {
        return new Scope(build, overrides, directory, listener, Optional.of(outcome));
    }

    EnvVars environment() {
        EnvVars all = build.all();
        all.putAll(overrides);
        all.values().removeIf(String::isEmpty);
        return all;
    }

    void say(String text) {
        listener.getLogger().println(text);
    }
}
