package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/** A Jenkinsfile's text together with the questions that the reader asks of its syntax tree. */
final class Source {

    private final String file;
    private final List<String> lines;
    private final Braces braces;
    private final StepRules rules;

    /** @param text what Groovy's parser has accepted */
    Source(String file, String text, StepRules rules) {
        this.rules = rules;
        this.file = file;
        this.lines = text.lines().toList();
        this.braces = Braces.of(text);
    }

    StepRules rules() {
        return rules;
    }

    JenkinsfileRejected reject(ASTNode where, String what) {
        return new JenkinsfileRejected(file, Math.max(1, where.getLineNumber()), what);
    }

    /** The directives in the block of another; there is at least one, and nothing else. */
    List<Directive> inside(Directive parent) throws JenkinsfileRejected {
        return inside(parent, parent.block());
    }

    private List<Directive> inside(Directive parent, ClosureExpression block) throws JenkinsfileRejected {
        List<Directive> all = new ArrayList<>();
        for (Statement statement : statements(block)) {
            if (!(expression(statement) instanceof MethodCallExpression call) || !isDirective(call)) {
                throw reject(
                        statement,
                        "only directives may stand in '" + parent.name() + "', each with a name that is written out");
            }
            all.add(new Directive(this, call));
        }
        if (all.isEmpty()) {
            throw parent.reject("'" + parent.name() + "' is empty");
        }
        return all;
    }

    /** As {@link #inside}, for places where each directive stands once at most. */
    List<Directive> distinctInside(Directive parent) throws JenkinsfileRejected {
        return distinct(parent, inside(parent));
    }

    /** As {@link #distinctInside}, of a directive whose other arguments the caller looks at. */
    List<Directive> distinctBehindArguments(Directive parent) throws JenkinsfileRejected {
        return distinct(parent, inside(parent, parent.blockBehindArguments()));
    }

    private static List<Directive> distinct(Directive parent, List<Directive> all) throws JenkinsfileRejected {
        Set<String> seen = new HashSet<>();
        for (Directive each : all) {
            if (!seen.add(each.name())) {
                throw each.reject("'" + each.name() + "' stands twice in '" + parent.name() + "'");
            }
        }
        return all;
    }

    /** Whether this is a call of something by its bare name. */
    static boolean isDirective(MethodCallExpression call) {
        return call.isImplicitThis() && call.getMethodAsString() != null;
    }

    static List<Statement> statements(ClosureExpression block) {
        return block.getCode() instanceof BlockStatement code ? code.getStatements() : List.of(block.getCode());
    }

    /** What a statement consists of; null's constant for one that is more than that: it returns, or has a label. */
    static Expression expression(Statement statement) {
        return statement instanceof ExpressionStatement plain && plain.getStatementLabels() == null
                ? plain.getExpression()
                : ConstantExpression.NULL;
    }

    /** What stands between the braces. */
    Code code(ClosureExpression block) {
        Braces.Position end = braces.closing(block.getLineNumber(), block.getColumnNumber());
        int first = block.getLineNumber() - 1;
        int last = end.line() - 1;
        StringBuilder text = new StringBuilder();
        for (int i = first; i <= last; i++) {
            int from = i == first ? block.getColumnNumber() : 0;
            int to = i == last ? end.column() - 1 : lines.get(i).length();
            text.append(lines.get(i), from, to).append(i == last ? "" : "\n");
        }
        return new Code(text.toString(), first + 1);
    }
}
