package io.jenkins.plugins.promotionchain.rehearsal.model;

import groovy.lang.GroovyClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.ASTNode;
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

/** A Jenkinsfile as Groovy: parsed, of which only a single {@code pipeline} block is taken. */
record Script(String file, Source source, ModuleNode module) {

    /** @throws JenkinsfileRejected for a syntax error */
    static Script parse(String file, String text) throws JenkinsfileRejected {
        CompilationUnit unit = new CompilationUnit(
                CompilerConfiguration.DEFAULT, null, new GroovyClassLoader(Script.class.getClassLoader()));
        SourceUnit parsed = unit.addSource(file, text);
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
        return new Script(file, new Source(file, text), parsed.getAST());
    }

    Directive onlyPipeline() throws JenkinsfileRejected {
        List<ASTNode> others = new ArrayList<>();
        others.addAll(module.getImports());
        others.addAll(module.getStarImports());
        others.addAll(module.getStaticImports().values());
        others.addAll(module.getStaticStarImports().values());
        others.addAll(module.getMethods());
        module.getClasses().stream().filter(each -> !each.isScript()).forEach(others::add);
        Directive found = null;
        for (Statement statement : module.getStatementBlock().getStatements()) {
            if (statement.getLineNumber() <= 0) {
                // Groovy's own: what an empty file returns.
                continue;
            }
            if (found == null
                    && Source.expression(statement) instanceof MethodCallExpression call
                    && Source.isDirective(call)
                    && call.getMethodAsString().equals("pipeline")) {
                found = new Directive(source, call);
            } else {
                others.add(statement);
            }
        }
        if (!others.isEmpty()) {
            throw source.reject(
                    others.get(0),
                    "only one 'pipeline' block is supported by the rehearsal, and nothing beside it; imports, methods,"
                            + " libraries and scripted pipelines run in Jenkins only");
        }
        if (found == null) {
            throw new JenkinsfileRejected(file, 1, "there is no 'pipeline' block");
        }
        return found;
    }
}
