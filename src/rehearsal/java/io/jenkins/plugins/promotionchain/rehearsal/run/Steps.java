package io.jenkins.plugins.promotionchain.rehearsal.run;

import groovy.lang.Closure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** The steps that one piece of Groovy can call, in the scope that its blocks have opened so far. One thread. */
final class Steps {

    /** Where a step failed; the message of the failure itself stays as code in {@code catch} expects it. */
    private record Failure(Throwable cause, int line) {}

    private final StepInvoker invoker;
    private final BasicSteps basic;
    private final Deque<Scope> scopes = new ArrayDeque<>();
    private Optional<Failure> failure = Optional.empty();

    Steps(StepInvoker invoker, BasicSteps basic, Scope scope) {
        this.invoker = invoker;
        this.basic = basic;
        this.scopes.push(scope);
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
            return step.isPresent() ? invoker.invoke(step.get(), call, scope()) : basic.call(this, call);
        } catch (Exception e) {
            if (failure.isEmpty() || failure.get().cause() != e) {
                failure = Optional.of(new Failure(e, Location.ofCaller()));
            }
            throw e;
        }
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
