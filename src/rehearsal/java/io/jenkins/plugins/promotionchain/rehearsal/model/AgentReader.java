package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.util.List;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.VariableExpression;

/** Reads {@code agent}, which is always this machine. */
final class AgentReader {

    private final Source source;
    private final List<String> notices;

    AgentReader(Source source, List<String> notices) {
        this.source = source;
        this.notices = notices;
    }

    void agent(Directive agent) throws JenkinsfileRejected {
        Expression given =
                agent.arguments().single().orElseThrow(() -> agent.reject("'agent' needs any, none or a block"));
        if (given instanceof VariableExpression kind) {
            if (!kind.getName().equals("any") && !kind.getName().equals("none")) {
                throw agent.reject(Unsupported.in("agent", kind.getName()));
            }
            return;
        }
        List<Directive> inside = source.inside(agent);
        for (Directive each : inside) {
            if (!each.name().equals("label")) {
                throw each.reject(Unsupported.in("agent", each.name()));
            }
            notices.add("agent label '" + each.arguments().text() + "' means this machine in a rehearsal");
        }
        if (inside.size() > 1) {
            throw agent.reject("'agent' takes one label");
        }
    }
}
