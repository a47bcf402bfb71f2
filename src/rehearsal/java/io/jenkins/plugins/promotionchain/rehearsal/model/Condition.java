package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.util.List;

/** What stands in {@code when}. */
public sealed interface Condition {

    /** The branch's name compares well with the pattern. */
    record Branch(String pattern, Comparison comparison) implements Condition {}

    /** An environment variable has this value. */
    record Environment(String name, String value) implements Condition {}

    /** A piece of Groovy returns something true. */
    record Expression(Code code) implements Condition {}

    record Not(Condition condition) implements Condition {}

    record AllOf(List<Condition> conditions) implements Condition {

        public AllOf {
            conditions = List.copyOf(conditions);
        }
    }

    record AnyOf(List<Condition> conditions) implements Condition {

        public AnyOf {
            conditions = List.copyOf(conditions);
        }
    }
}
