package io.jenkins.plugins.promotionchain.rehearsal.run;

import groovy.lang.Closure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** The steps that one piece of Groovy can call, in the scope that its blocks have opened so far. One thread. */
final class Steps {

    private final StepInvoker invoker;
    private final BasicSteps basic;
    private final Map<String, String> globals;
    private final Deque<Scope> scopes = new ArrayDeque<>();

    /** @param globals what code assigned to {@code env}, shared by the whole build */
    Steps(StepInvoker invoker, BasicSteps basic, Map<String, String> globals, Scope scope) {
        this.invoker = invoker;
        this.basic = basic;
        this.globals = globals;
        this.scopes.push(scope);
    }

    Scope scope() {
        return scopes.element().with(globals);
    }

    void setGlobal(String name, String value) {
        globals.put(name, value);
    }

    Object call(String name, Object[] arguments) {
        try {
            Call call = Call.of(name, arguments);
            Optional<StepDescriptor> step = StepInvoker.find(name);
            scope().say("[Pipeline] " + name);
            return step.isPresent() ? invoker.invoke(step.get(), call.arguments(), scope()) : basic.call(this, call);
        } catch (StepFailed | InterruptedException e) {
            throw new PassingThrough(e);
        }
    }

    /** Runs a block in another scope. */
    Object within(Scope scope, Closure<?> block) {
        scopes.push(scope);
        try {
            return block.call();
        } finally {
            scopes.pop();
        }
    }

    /** Carries a checked exception through Groovy code, which knows none. */
    static final class PassingThrough extends RuntimeException {

        private static final long serialVersionUID = 1L;

        PassingThrough(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }

    /**
     * A call as it stands in the Jenkinsfile.
     *
     * @param arguments by name; a single one without a name is under the empty name
     */
    record Call(String name, Map<String, Object> arguments, Optional<Closure<?>> block) {

        static Call of(String name, Object[] given) throws StepFailed {
            Map<String, Object> arguments = new LinkedHashMap<>();
            Closure<?> block = null;
            for (Object each : given) {
                if (each instanceof Closure<?> closure) {
                    block = closure;
                } else if (each instanceof Map<?, ?> map) {
                    map.forEach((key, value) -> arguments.put(String.valueOf(key), value));
                } else if (arguments.put("", each) != null) {
                    throw new StepFailed(name + " takes its arguments by name");
                }
            }
            return new Call(name, arguments, Optional.ofNullable(block));
        }

        /** The argument of this name, or the one without a name. */
        Object value(String key) throws StepFailed {
            Object value = arguments.getOrDefault(key, arguments.get(""));
            if (value == null) {
                throw new StepFailed(name + " needs " + key + ": …");
            }
            return value;
        }

        String text(String key) throws StepFailed {
            return value(key).toString();
        }

        boolean flag(String key) {
            return Boolean.TRUE.equals(arguments.get(key));
        }

        Closure<?> needBlock() throws StepFailed {
            return block.orElseThrow(() -> new StepFailed(name + " needs a block { }"));
        }
    }
}
