package io.jenkins.plugins.promotionchain.rehearsal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.NamedArgumentListExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * Makes steps of calls that Groovy would answer by itself, because it gives every object a method of that name:
 * {@code sleep}, in milliseconds and deaf to an abort, and {@code println} to the terminal.
 */
final class StepNames extends CompilationCustomizer {

    private static final Set<String> STEPS = Set.of("sleep", "print", "println");

    StepNames() {
        super(CompilePhase.CONVERSION);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        new Calls(source).visitClass(type);
    }

    private static final class Calls extends ClassCodeVisitorSupport {

        private final SourceUnit source;

        Calls(SourceUnit source) {
            this.source = source;
        }

        @Override
        protected SourceUnit getSourceUnit() {
            return source;
        }

        @Override
        public void visitMethodCallExpression(MethodCallExpression call) {
            super.visitMethodCallExpression(call);
            if (call.isImplicitThis() && STEPS.contains(String.valueOf(call.getMethodAsString()))) {
                makeStep(call);
            }
        }
    }

    private static void makeStep(MethodCallExpression call) {
        List<Expression> arguments = new ArrayList<>();
        arguments.add(new ConstantExpression(call.getMethodAsString()));
        for (Expression each : ((TupleExpression) call.getArguments()).getExpressions()) {
            arguments.add(
                    each instanceof NamedArgumentListExpression named
                            ? new MapExpression(named.getMapEntryExpressions())
                            : each);
        }
        // In a closure, too, this is the script.
        call.setObjectExpression(VariableExpression.THIS_EXPRESSION);
        call.setImplicitThis(false);
        call.setMethod(new ConstantExpression("stepNamed"));
        call.setArguments(new ArgumentListExpression(arguments));
    }
}
