package io.jenkins.plugins.promotionchain.rehearsal.run;

import groovy.lang.Binding;
import groovy.lang.MissingPropertyException;
import java.util.Map;
import java.util.Optional;

/**
 * The names that code sees: variables that code made before without {@code def}, Jenkins' objects, then environment
 * variables.
 */
class Names extends Binding {

    private final Steps steps;
    private final Map<String, Object> objects;

    /**
     * @param variables shared by all code of a build
     * @param objects Jenkins' own, by name
     */
    Names(Steps steps, Map<String, Object> variables, Map<String, Object> objects) {
        super(variables);
        this.steps = steps;
        this.objects = objects;
    }

    @Override
    public Object getVariable(String name) {
        if (super.hasVariable(name)) {
            return super.getVariable(name);
        }
        // Only the name: Groovy makes its message of it.
        return lookUp(name).orElseThrow(() -> new MissingPropertyException(name, RehearsalScript.class));
    }

    @Override
    public boolean hasVariable(String name) {
        return super.hasVariable(name) || lookUp(name).isPresent();
    }

    private Optional<Object> lookUp(String name) {
        if (name.equals("env")) {
            return Optional.of(new EnvironmentView(this));
        }
        Optional<Object> object = Optional.ofNullable(objects.get(name));
        return object.isPresent() ? object : environment(name).map(Object.class::cast);
    }

    /** An environment variable as code sees it here. */
    Optional<String> environment(String name) {
        return Optional.ofNullable(steps.scope().environment().get(name));
    }

    void assignEnvironment(String name, String value) {
        steps.scope().build().assign(name, value);
    }
}
