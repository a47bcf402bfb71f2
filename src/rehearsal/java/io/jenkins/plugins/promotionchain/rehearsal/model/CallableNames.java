package io.jenkins.plugins.promotionchain.rehearsal.model;

import groovy.lang.Script;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * Names that code can call although they are no steps: variables, which may hold a closure, and the methods that Groovy
 * gives every script. Where a variable is visible does not count here: what is called in vain fails when it is run.
 */
final class CallableNames extends CodeVisitorSupport {

    private final Set<String> names = new HashSet<>();

    private CallableNames() {
        InvokerHelper.getMetaClass(Script.class).getMethods().forEach(each -> names.add(each.getName()));
        InvokerHelper.getMetaClass(Script.class).getMetaMethods().forEach(each -> names.add(each.getName()));
    }

    /** @param code all that stands in a file */
    static Set<String> in(Statement code) {
        CallableNames callable = new CallableNames();
        code.visit(callable);
        return callable.names;
    }

    @Override
    public void visitBinaryExpression(BinaryExpression expression) {
        if (expression.getOperation().getText().equals("=")) {
            assigned(expression.getLeftExpression());
        }
        super.visitBinaryExpression(expression);
    }

    @Override
    public void visitClosureExpression(ClosureExpression closure) {
        if (closure.getParameters() != null) {
            Arrays.stream(closure.getParameters()).map(Parameter::getName).forEach(names::add);
        }
        super.visitClosureExpression(closure);
    }

    @Override
    public void visitForLoop(ForStatement loop) {
        names.add(loop.getVariable().getName());
        super.visitForLoop(loop);
    }

    private void assigned(Expression left) {
        if (left instanceof VariableExpression variable) {
            names.add(variable.getName());
        } else if (left instanceof TupleExpression several) {
            several.getExpressions().forEach(this::assigned);
        }
    }
}
