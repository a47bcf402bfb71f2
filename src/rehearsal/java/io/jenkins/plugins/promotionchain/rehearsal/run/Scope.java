package io.jenkins.plugins.promotionchain.rehearsal.run;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.TaskListener;
import java.util.Map;

/**
 * What a piece of the pipeline sees around it.
 *
 * @param variables environment variables, those of outer blocks included
 * @param directory where its steps work
 * @param listener where its lines go
 */
record Scope(Map<String, String> variables, FilePath directory, TaskListener listener) {

    Scope {
        variables = Map.copyOf(variables);
    }

    Scope with(Map<String, String> more) {
        EnvVars all = environment();
        all.putAll(more);
        return new Scope(all, directory, listener);
    }

    Scope in(FilePath other) {
        return new Scope(variables, other, listener);
    }

    Scope loggingTo(TaskListener other) {
        return new Scope(variables, directory, other);
    }

    EnvVars environment() {
        return new EnvVars(variables);
    }

    void say(String text) {
        listener.getLogger().println(text);
    }
}
