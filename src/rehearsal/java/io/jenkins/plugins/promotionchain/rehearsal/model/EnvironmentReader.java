package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.Statement;

/** Reads {@code environment}: assignments only, of the values that Jenkins takes there. */
final class EnvironmentReader {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private final Source source;

    EnvironmentReader(Source source) {
        this.source = source;
    }

    Code environment(Directive environment) throws JenkinsfileRejected {
        Set<String> names = new HashSet<>();
        for (Statement statement : Source.statements(environment.block())) {
            if (!(Source.expression(statement) instanceof BinaryExpression assignment)
                    || assignment instanceof DeclarationExpression
                    || !assignment.getOperation().getText().equals("=")
                    || !(assignment.getLeftExpression() instanceof VariableExpression variable)
                    || !NAME.matcher(variable.getName()).matches()) {
                throw source.reject(statement, "'environment' takes only lines of the form NAME = value");
            }
            if (!names.add(variable.getName())) {
                throw source.reject(statement, "'environment' assigns " + variable.getName() + " twice");
            }
            check(assignment.getRightExpression());
        }
        if (names.isEmpty()) {
            throw environment.reject("'environment' is empty");
        }
        return source.code(environment.block());
    }

    private void check(Expression value) throws JenkinsfileRejected {
        if (value instanceof MethodCallExpression call && isCredentials(call)) {
            Directive directive = new Directive(source, call);
            Expression id = directive
                    .arguments()
                    .single()
                    .filter(EnvironmentReader::isText)
                    .orElseThrow(() -> directive.reject("'credentials' takes the id of a credential, as a text"));
            source.rules().check(source, id);
        } else if (isNamedCall(value) || isText(value)) {
            source.rules().check(source, value);
        } else {
            throw source.reject(
                    value, "a value in 'environment' is a text, texts joined by +, or the result of a call");
        }
    }

    private static boolean isCredentials(MethodCallExpression call) {
        return Source.isDirective(call) && call.getMethodAsString().equals("credentials");
    }

    private static boolean isNamedCall(Expression value) {
        return value instanceof MethodCallExpression call && call.getMethodAsString() != null;
    }

    private static boolean isText(Expression value) {
        if (value instanceof BinaryExpression sum) {
            return sum.getOperation().getText().equals("+")
                    && isText(sum.getLeftExpression())
                    && isText(sum.getRightExpression());
        }
        return value instanceof ConstantExpression || value instanceof GStringExpression;
    }
}
