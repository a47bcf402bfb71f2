package io.jenkins.plugins.promotionchain.rehearsal.model;

import groovy.lang.GroovyClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;

/** Reads a Jenkinsfile and refuses what the rehearsal does not support, before anything of it runs. */
public final class JenkinsfileReader {

    private final String file;
    private final Source source;
    private final List<String> notices = new ArrayList<>();

    private JenkinsfileReader(String file, String text) {
        this.file = file;
        this.source = new Source(file, text);
    }

    /**
     * @param file its name, for messages
     * @throws JenkinsfileRejected for a syntax error and for every directive that is not supported
     */
    public static Pipeline read(String file, String text) throws JenkinsfileRejected {
        return new JenkinsfileReader(file, text).pipeline(text);
    }

    private Pipeline pipeline(String text) throws JenkinsfileRejected {
        Source.Call call = onlyPipeline(parse(text));
        Optional<Code> environment = Optional.empty();
        List<Parameter> parameters = List.of();
        Optional<Duration> timeout = Optional.empty();
        List<Stage> stages = List.of();
        java.util.Map<PostCondition, Code> post = java.util.Map.of();
        boolean agent = false;
        StageReader stageReader = new StageReader(source, notices);
        for (Source.Call each : source.calls(call.block(), "pipeline")) {
            switch (each.name()) {
                case "agent" -> {
                    agent = true;
                    stageReader.agent(each);
                }
                case "options" -> timeout = new OptionsReader(source, notices).timeout(each);
                case "parameters" -> parameters = new ParametersReader(source).parameters(each);
                case "environment" -> environment = Optional.of(stageReader.environment(each));
                case "stages" -> stages = stageReader.stages(each);
                case "post" -> post = stageReader.post(each);
                default -> throw each.reject(Unsupported.in("pipeline", each.name()));
            }
        }
        if (!agent) {
            throw call.reject("'pipeline' needs an 'agent'");
        }
        if (stages.isEmpty()) {
            throw call.reject("'pipeline' needs 'stages' with at least one stage");
        }
        return new Pipeline(environment, parameters, timeout, stages, post, List.copyOf(notices));
    }

    private Source.Call onlyPipeline(ModuleNode module) throws JenkinsfileRejected {
        List<Statement> statements = module.getStatementBlock().getStatements();
        if (!module.getMethods().isEmpty()) {
            throw source.reject(
                    module.getMethods().get(0), "methods beside 'pipeline' are not supported by the rehearsal");
        }
        Source.Call found = null;
        for (Statement statement : statements) {
            boolean pipeline = Source.expression(statement) instanceof MethodCallExpression call
                    && call.isImplicitThis()
                    && "pipeline".equals(call.getMethodAsString());
            if (!pipeline || found != null) {
                throw source.reject(
                        statement,
                        "only one 'pipeline' block is supported by the rehearsal, and nothing beside it; scripted"
                                + " pipelines run in Jenkins only");
            }
            found = new Source.Call(source, (MethodCallExpression) Source.expression(statement));
        }
        if (found == null) {
            throw new JenkinsfileRejected(file, 1, "there is no 'pipeline' block");
        }
        return found;
    }

    private ModuleNode parse(String text) throws JenkinsfileRejected {
        CompilationUnit unit = new CompilationUnit(
                CompilerConfiguration.DEFAULT,
                null,
                new GroovyClassLoader(getClass().getClassLoader()));
        SourceUnit unitSource = unit.addSource(file, text);
        try {
            unit.compile(Phases.CONVERSION);
        } catch (MultipleCompilationErrorsException e) {
            if (e.getErrorCollector().getError(0) instanceof SyntaxErrorMessage error) {
                throw new JenkinsfileRejected(
                        file, error.getCause().getLine(), error.getCause().getOriginalMessage());
            }
            throw new JenkinsfileRejected(file, 1, e.getMessage());
        } catch (CompilationFailedException e) {
            throw new JenkinsfileRejected(file, 1, e.getMessage());
        }
        return unitSource.getAST();
    }
}
