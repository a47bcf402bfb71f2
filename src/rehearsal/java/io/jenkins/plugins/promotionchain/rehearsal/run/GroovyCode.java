package io.jenkins.plugins.promotionchain.rehearsal.run;

import groovy.lang.GroovyShell;
import groovy.transform.ThreadInterrupt;
import io.jenkins.plugins.promotionchain.rehearsal.model.Code;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.customizers.ASTTransformationCustomizer;

/** Runs pieces of a Jenkinsfile's Groovy with the names that Jenkins gives them: env, params, currentBuild. */
final class GroovyCode {

    private final String file;
    private final Map<String, Object> parameters;
    private final RehearsalRun build;
    private final BuildResult result;
    private final Map<String, Object> variables = Collections.synchronizedMap(new HashMap<>());

    GroovyCode(String file, Map<String, Object> parameters, RehearsalRun build, BuildResult result) {
        this.file = file;
        this.parameters = Map.copyOf(parameters);
        this.build = build;
        this.result = result;
    }

    /**
     * Runs code and returns its value, or null.
     *
     * @throws StepFailed for a failed step and for a mistake in the code; the message names the line
     * @throws InterruptedException when the build was aborted or took too long
     */
    Object run(Code code, Steps steps) throws StepFailed, InterruptedException {
        return evaluate(code, steps, new Names(steps, variables, objects(steps)));
    }

    /** Runs assignments and returns them; each sees the ones before. */
    Map<String, String> assignments(Code code, Steps steps) throws StepFailed, InterruptedException {
        EnvironmentNames names = new EnvironmentNames(steps, variables, objects(steps));
        evaluate(code, steps, names);
        return names.assigned();
    }

    private Map<String, Object> objects(Steps steps) {
        return Map.of(
                "params",
                parameters,
                "currentBuild",
                new CurrentBuild(build, result, steps.scope()),
                "scm",
                Scm.OF_THE_JENKINSFILE);
    }

    private Object evaluate(Code code, Steps steps, Names names) throws StepFailed, InterruptedException {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(RehearsalScript.class.getName());
        // Loops that call no step can be aborted, too.
        configuration.addCompilationCustomizers(
                new StepNames(), new ASTTransformationCustomizer(ThreadInterrupt.class));
        try {
            RehearsalScript script =
                    (RehearsalScript) new GroovyShell(getClass().getClassLoader(), names, configuration)
                            .parse(code.inPlace(), Location.SCRIPT);
            script.use(steps);
            return script.run();
        } catch (Throwable e) {
            // Code throws what it likes, errors of the Java machine among it, and post actions run all the same.
            throw failed(Thrown.byCode(e), code, steps);
        }
    }

    private StepFailed failed(Throwable cause, Code code, Steps steps) throws InterruptedException {
        if (cause instanceof InterruptedException aborted) {
            // What ThreadInterrupt throws leaves the thread interrupted, and post actions are to run on it.
            Thread.interrupted();
            throw aborted;
        }
        int line = Location.of(cause).or(() -> steps.lineOf(cause)).orElse(code.line());
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return new StepFailed(file + ":" + line + ": " + message, cause);
    }
}
