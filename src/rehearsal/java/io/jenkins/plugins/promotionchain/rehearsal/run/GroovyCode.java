package io.jenkins.plugins.promotionchain.rehearsal.run;

import groovy.lang.Binding;
import groovy.lang.GroovyObjectSupport;
import groovy.lang.GroovyShell;
import groovy.lang.MissingPropertyException;
import io.jenkins.plugins.promotionchain.rehearsal.model.Code;
import java.util.LinkedHashMap;
import java.util.Map;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.runtime.InvokerInvocationException;

/** Runs pieces of a Jenkinsfile's Groovy with the names that Jenkins gives them: env, params, currentBuild. */
final class GroovyCode {

    private final String file;
    private final Map<String, Object> parameters;
    private final CurrentBuild currentBuild;

    GroovyCode(String file, Map<String, Object> parameters, CurrentBuild currentBuild) {
        this.file = file;
        this.parameters = Map.copyOf(parameters);
        this.currentBuild = currentBuild;
    }

    /** @throws StepFailed also for a mistake in the code; the message then names its line */
    Object run(Code code, Steps steps) throws StepFailed, InterruptedException {
        return evaluate(code, steps, new Names(steps));
    }

    /** Runs assignments and returns them; each sees the ones before. */
    Map<String, String> assignments(Code code, Steps steps) throws StepFailed, InterruptedException {
        Map<String, String> assigned = new LinkedHashMap<>();
        evaluate(code, steps, new Names(steps) {
            @Override
            public void setVariable(String name, Object value) {
                assigned.put(name, String.valueOf(value));
            }

            @Override
            Object lookUp(String name) {
                return assigned.containsKey(name) ? assigned.get(name) : super.lookUp(name);
            }
        });
        return assigned;
    }

    private Object evaluate(Code code, Steps steps, Names names) throws StepFailed, InterruptedException {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(RehearsalScript.class.getName());
        try {
            RehearsalScript script =
                    (RehearsalScript) new GroovyShell(getClass().getClassLoader(), names, configuration)
                            .parse(code.inPlace(), "Jenkinsfile");
            script.use(steps);
            return script.run();
        } catch (Steps.PassingThrough e) {
            throw unwrapped(e);
        } catch (InvokerInvocationException e) {
            if (e.getCause() instanceof Steps.PassingThrough passing) {
                throw unwrapped(passing);
            }
            throw broken(code, e.getCause());
        } catch (RuntimeException e) {
            throw broken(code, e);
        }
    }

    private static StepFailed unwrapped(Steps.PassingThrough e) throws InterruptedException {
        if (e.getCause() instanceof InterruptedException aborted) {
            throw aborted;
        }
        return e.getCause() instanceof StepFailed failed ? failed : new StepFailed(e.getMessage(), e);
    }

    private StepFailed broken(Code code, Throwable e) {
        int line = code.line();
        for (StackTraceElement frame : e.getStackTrace()) {
            if ("Jenkinsfile".equals(frame.getFileName())) {
                line = frame.getLineNumber();
                break;
            }
        }
        return new StepFailed(file + ":" + line + ": " + e.getMessage(), e);
    }

    /** The names that code sees: its own variables, Jenkins' objects, then environment variables. */
    private class Names extends Binding {

        private final Steps steps;

        Names(Steps steps) {
            this.steps = steps;
        }

        @Override
        public Object getVariable(String name) {
            if (super.hasVariable(name)) {
                return super.getVariable(name);
            }
            Object value = lookUp(name);
            if (value == null) {
                throw new MissingPropertyException("there is no '" + name + "' here: neither a variable of the"
                        + " pipeline nor an environment variable nor a parameter");
            }
            return value;
        }

        @Override
        public boolean hasVariable(String name) {
            return super.hasVariable(name) || lookUp(name) != null;
        }

        Object lookUp(String name) {
            return switch (name) {
                case "env" -> new Environment(steps, this);
                case "params" -> parameters;
                case "currentBuild" -> currentBuild;
                case "scm" -> "the workspace";
                default -> steps.scope().environment().getOrDefault(name, null);
            };
        }
    }

    /** {@code env}: reads what the scope has; a name that is not there is null, as in Jenkins. */
    private static final class Environment extends GroovyObjectSupport {

        private final Steps steps;
        private final Names names;

        Environment(Steps steps, Names names) {
            this.steps = steps;
            this.names = names;
        }

        @Override
        public Object getProperty(String name) {
            Object assigned = names.getVariables().get(name);
            return assigned == null ? steps.scope().environment().get(name) : assigned;
        }

        @Override
        public void setProperty(String name, Object value) {
            steps.setGlobal(name, String.valueOf(value));
        }
    }
}
