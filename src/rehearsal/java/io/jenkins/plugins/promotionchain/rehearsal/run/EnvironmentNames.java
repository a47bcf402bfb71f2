package io.jenkins.plugins.promotionchain.rehearsal.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The names in an {@code environment} block: what is assigned becomes a variable, which the lines below see. */
final class EnvironmentNames extends Names {

    private final Map<String, String> assigned = new LinkedHashMap<>();

    EnvironmentNames(Steps steps, Map<String, Object> variables, Map<String, Object> objects) {
        super(steps, variables, objects);
    }

    @Override
    public void setVariable(String name, Object value) {
        if (value instanceof BoundCredential credential) {
            assigned.putAll(credential.variables(name));
        } else {
            assigned.put(name, String.valueOf(value));
        }
    }

    @Override
    Optional<String> environment(String name) {
        return assigned.containsKey(name) ? Optional.of(assigned.get(name)) : super.environment(name);
    }

    Map<String, String> assigned() {
        return assigned;
    }
}
