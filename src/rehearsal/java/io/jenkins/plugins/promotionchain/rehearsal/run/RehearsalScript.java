package io.jenkins.plugins.promotionchain.rehearsal.run;

import groovy.lang.Script;
import java.util.Map;

/** What every piece of Groovy in a Jenkinsfile is compiled into: an unknown method is a step. */
public abstract class RehearsalScript extends Script {

    private Steps steps;

    void use(Steps newSteps) {
        this.steps = newSteps;
    }

    @Override
    public Object invokeMethod(String name, Object arguments) {
        return steps.call(name, arguments instanceof Object[] array ? array : new Object[] {arguments});
    }

    // Groovy gives every object methods of these names, which would win over the steps.

    /** The step {@code sleep}. */
    public Object sleep(int seconds) {
        return steps.call("sleep", new Object[] {seconds});
    }

    /** The step {@code sleep} with named arguments. */
    public Object sleep(Map<String, Object> arguments) {
        return steps.call("sleep", new Object[] {arguments});
    }

    @Override
    public void println(Object value) {
        steps.call("echo", new Object[] {String.valueOf(value)});
    }

    @Override
    public void print(Object value) {
        println(value);
    }
}
