package io.jenkins.plugins.promotionchain.rehearsal.model;

import groovy.lang.GroovyClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    static Script parse(String file, String text, StepCatalogue steps) throws JenkinsfileRejected {
        ModuleNode module = compile(file, text, Phases.CONVERSION);
        StepRules rules = new StepRules(steps, CallableNames.in(module.getStatementBlock()));
        return new Script(file, new Source(file, text, rules), module);
    }

    /**
     * Compiles to the end and for nothing but the errors, before anything runs, as Jenkins does. Not at once: the later
     * phases change the tree that is read.
     *
     * @throws JenkinsfileRejected for whatever Groovy does not compile
     */
    static void check(String file, String text) throws JenkinsfileRejected {
        compile(file, text, Phases.CLASS_GENERATION);
    }

    private static ModuleNode compile(String file, String text, int phase) throws JenkinsfileRejected {
        CompilationUnit unit = new CompilationUnit(
                CompilerConfiguration.DEFAULT, null, new GroovyClassLoader(Script.class.getClassLoader()));
        SourceUnit source = unit.addSource(file, text);
        try {
            unit.compile(phase);
        } catch (MultipleCompilationErrorsException e) {
            if (e.getErrorCollector().getError(0) instanceof SyntaxErrorMessage error) {
                throw new JenkinsfileRejected(
                        file,
                        error.getCause().getLine(),
                        error.getCause().getOriginalMessage().strip());
            }
            throw new JenkinsfileRejected(file, 1, e.getMessage());
        } catch (CompilationFailedException e) {
            throw new JenkinsfileRejected(file, 1, e.getMessage());
        }
        return source.getAST();
    }

    Directive onlyPipeline() throws JenkinsfileRejected {
        List<ASTNode> others = new ArrayList<>();
        Optional.ofNullable(module.getPackage()).ifPresent(others::add);
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
