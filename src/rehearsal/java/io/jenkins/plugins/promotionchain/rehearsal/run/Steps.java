package io.jenkins.plugins.promotionchain.rehearsal.run;

import groovy.lang.Closure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** The steps that one piece of Groovy can call, in the scope that its blocks have opened so far. One thread. */
final class Steps {

    /** Where a step failed; the message of the failure itself stays as code in {@code catch} expects it. */
    private record Failure(Throwable cause, int line) {}

    private final StepInvoker invoker;
    private final Surroundings surroundings;
    private final Map<String, BasicStep> basic;
    private final Deque<Scope> scopes = new ArrayDeque<>();
    private Optional<Failure> failure = Optional.empty();

    private Steps(StepInvoker invoker, Surroundings surroundings, Map<String, BasicStep> basic, Scope scope) {
        this.invoker = invoker;
        this.surroundings = surroundings;
        this.basic = basic;
        this.scopes.push(scope);
    }

    static Steps of(StepInvoker invoker, Surroundings surroundings, Scope scope) {
        return new Steps(invoker, surroundings, BasicSteps.ALL, scope);
    }

    /** Those of an {@code environment} block: {@code credentials} is a value there, and no step anywhere else. */
    static Steps ofEnvironment(StepInvoker invoker, Surroundings surroundings, Scope scope) {
        Map<String, BasicStep> basic = new HashMap<>(BasicSteps.ALL);
        basic.put("credentials", BasicStep.plain(BoundCredential::bind, "id"));
        return new Steps(invoker, surroundings, basic, scope);
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Scope scope() {
        return scopes.element();
    }

    /**
     * Runs a step and returns its result, or null.
     *
     * @throws Exception the step's own failure, as a {@code catch} in the Jenkinsfile sees it
     */
    Object call(String name, Object[] arguments) throws Exception {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        scope().say("[Pipeline] " + name);
        try {
            StepCall call = StepCall.of(name, arguments);
            Optional<StepDescriptor> step = StepInvoker.find(name);
            return step.isPresent() ? invoker.invoke(step.get(), call, scope()) : callBasic(call);
        } catch (Exception e) {
            if (failure.isEmpty() || failure.get().cause() != e) {
                failure = Optional.of(new Failure(e, Location.ofCaller()));
            }
            throw e;
        }
    }

    private Object callBasic(StepCall call) throws Exception {
        BasicStep step = basic.get(call.name());
        if (step == null) {
            throw new StepFailed(KnownSteps.catalogue().unknown(call.name()));
        }
        return step.run(this, call);
    }

    /** The line of the step that failed so, also when it did in a thread of its own; none when it was no step. */
    Optional<Integer> lineOf(Throwable cause) {
        return failure.filter(each -> each.cause() == cause).map(Failure::line);
    }

    /** Runs the block of a step in another scope. */
    Object within(Scope inner, StepCall call) throws Exception {
        Closure<?> block = call.needBlock();
        Scope outer = scope();
        outer.say("[Pipeline] {");
        scopes.push(inner);
        try {
            return block.call();
        } catch (Exception e) {
            throw Thrown.<RuntimeException>unchanged(Thrown.byCode(e));
        } finally {
            scopes.pop();
            outer.say("[Pipeline] }");
            outer.say("[Pipeline] // " + call.name());
        }
    }
}
