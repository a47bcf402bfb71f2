package io.jenkins.plugins.promotionchain.rehearsal.run;

import groovy.lang.Closure;
import groovy.lang.Script;
import java.util.Arrays;

/** What every piece of Groovy in a Jenkinsfile is compiled into: an unknown method is a closure in a variable, or a step. */
public abstract class RehearsalScript extends Script {

    private Steps steps;

    void use(Steps newSteps) {
        this.steps = newSteps;
    }

    @Override
    public Object invokeMethod(String name, Object arguments) {
        Object[] given = arguments instanceof Object[] array ? array : new Object[] {arguments};
        if (getBinding().hasVariable(name) && getBinding().getVariable(name) instanceof Closure<?> closure) {
            return closure.call(given);
        }
        return step(name, given);
    }

    /** Called in the place of steps whose names are those of methods that Groovy gives every object. */
    public Object stepNamed(Object... nameAndArguments) {
        return step(
                String.valueOf(nameAndArguments[0]), Arrays.copyOfRange(nameAndArguments, 1, nameAndArguments.length));
    }

    private Object step(String name, Object[] arguments) {
        try {
            return steps.call(name, arguments);
        } catch (Exception e) {
            throw Thrown.<RuntimeException>unchanged(e);
        }
    }
}
