package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.NamedArgumentListExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/** A Jenkinsfile's text together with the questions that the reader asks of its syntax tree. */
final class Source {

    private final String file;
    private final List<String> lines;

    Source(String file, String text) {
        this.file = file;
        this.lines = text.lines().toList();
    }

    JenkinsfileRejected reject(ASTNode where, String what) {
        return new JenkinsfileRejected(file, Math.max(1, where.getLineNumber()), what);
    }

    /** Every statement of a block as a call; a directive is nothing else. */
    List<Call> calls(ClosureExpression block, String parent) throws JenkinsfileRejected {
        List<Call> calls = new ArrayList<>();
        for (Statement statement : statements(block)) {
            if (!(expression(statement) instanceof MethodCallExpression call) || !call.isImplicitThis()) {
                throw reject(statement, "only directives may stand in '" + parent + "'");
            }
            calls.add(new Call(this, call));
        }
        return calls;
    }

    static List<Statement> statements(ClosureExpression block) {
        return block.getCode() instanceof BlockStatement code ? code.getStatements() : List.of(block.getCode());
    }

    static Expression expression(Statement statement) {
        if (statement instanceof ExpressionStatement plain) {
            return plain.getExpression();
        }
        return statement instanceof ReturnStatement last ? last.getExpression() : ConstantExpression.NULL;
    }

    /** What stands between the braces. */
    Code inside(ClosureExpression block) {
        int first = block.getLineNumber() - 1;
        int last = block.getLastLineNumber() - 1;
        StringBuilder text = new StringBuilder();
        for (int i = first; i <= last; i++) {
            String line = lines.get(i);
            int from = i == first ? block.getColumnNumber() : 0;
            int to = i == last ? Math.min(block.getLastColumnNumber() - 1, line.length()) : line.length();
            text.append(line, Math.min(from, to), to).append('\n');
        }
        // The parser's end of a block is where the next token begins; the brace is the last one before it.
        return new Code(text.substring(0, text.lastIndexOf("}")), first + 1);
    }

    /** A directive or option: a name, its arguments, and the block behind it. */
    record Call(Source source, MethodCallExpression node) {

        String name() {
            return node.getMethodAsString();
        }

        JenkinsfileRejected reject(String what) {
            return source.reject(node, what);
        }

        List<Expression> arguments() {
            if (node.getArguments() instanceof ArgumentListExpression list) {
                return list.getExpressions();
            }
            return node.getArguments() instanceof TupleExpression tuple ? tuple.getExpressions() : List.of();
        }

        ClosureExpression block() throws JenkinsfileRejected {
            List<Expression> arguments = arguments();
            if (arguments.isEmpty() || !(arguments.get(arguments.size() - 1) instanceof ClosureExpression block)) {
                throw reject("'" + name() + "' needs a block { }");
            }
            return block;
        }

        /** The first argument as a fixed text. */
        String text() throws JenkinsfileRejected {
            if (arguments().isEmpty() || !(arguments().get(0) instanceof ConstantExpression constant)) {
                throw reject("'" + name() + "' needs a fixed text in the rehearsal");
            }
            return String.valueOf(constant.getValue());
        }

        /** A named argument as a fixed text; empty when it is not there. */
        java.util.Optional<String> named(String key) throws JenkinsfileRejected {
            for (Expression argument : arguments()) {
                if (argument instanceof MapExpression || argument instanceof NamedArgumentListExpression) {
                    for (MapEntryExpression entry : ((MapExpression) argument).getMapEntryExpressions()) {
                        if (entry.getKeyExpression().getText().equals(key)) {
                            return java.util.Optional.of(fixed(entry.getValueExpression()));
                        }
                    }
                }
            }
            return java.util.Optional.empty();
        }

        private String fixed(Expression value) throws JenkinsfileRejected {
            if (value instanceof ConstantExpression constant) {
                return String.valueOf(constant.getValue());
            }
            if (value instanceof org.codehaus.groovy.ast.expr.ListExpression list) {
                List<String> texts = new ArrayList<>();
                for (Expression each : list.getExpressions()) {
                    texts.add(fixed(each));
                }
                return String.join("\n", texts);
            }
            throw source.reject(value, "'" + name() + "' takes only fixed texts, numbers and lists of them here");
        }
    }
}
