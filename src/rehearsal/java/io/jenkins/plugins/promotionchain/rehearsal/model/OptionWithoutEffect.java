package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.util.Set;
import org.codehaus.groovy.ast.expr.MethodCallExpression;

/** An option that means nothing on one machine; it is written as Jenkins takes it all the same. */
record OptionWithoutEffect(Source source, Directive option) {

    private static final Set<String> ROTATION =
            Set.of("daysToKeepStr", "numToKeepStr", "artifactDaysToKeepStr", "artifactNumToKeepStr");

    void check() throws JenkinsfileRejected {
        switch (option.name()) {
            case "ansiColor", "durabilityHint" -> option.arguments().text();
            case "disableConcurrentBuilds" ->
                option.arguments().onlyNamed(Set.of("abortPrevious")).flag("abortPrevious");
            case "buildDiscarder" -> rotation();
            case "skipDefaultCheckout" -> {
                if (option.arguments().single().isPresent()) {
                    option.arguments().flag();
                } else {
                    option.arguments().none();
                }
            }
            default -> option.arguments().none();
        }
    }

    private void rotation() throws JenkinsfileRejected {
        if (!(option.arguments().single().orElse(null) instanceof MethodCallExpression call)
                || !Source.isDirective(call)
                || !call.getMethodAsString().equals("logRotator")) {
            throw option.reject("'buildDiscarder' takes logRotator(…)");
        }
        Arguments given = new Directive(source, call).arguments().onlyNamed(ROTATION);
        for (String name : ROTATION) {
            given.text(name);
        }
    }
}
