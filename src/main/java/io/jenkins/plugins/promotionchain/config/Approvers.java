package io.jenkins.plugins.promotionchain.config;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** The text field of those who may approve: ids of users and names of groups, separated by commas or lines. */
final class Approvers {

    /** Whom Jenkins calls so has not logged in, or is nobody in particular. */
    private static final Set<String> NOBODY = Set.of("anonymous", "SYSTEM", "authenticated");

    private Approvers() {}

    /** @throws IllegalArgumentException for a name that would let everybody, or nobody in particular, approve */
    static Set<String> parse(String text) {
        Set<String> names = new LinkedHashSet<>();
        for (String line : Lines.of(text)) {
            Arrays.stream(line.split(","))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .forEach(names::add);
        }
        for (String name : names) {
            if (NOBODY.contains(name)) {
                throw new IllegalArgumentException(
                        "'" + name + "' cannot approve: it is nobody in particular. Name users or groups");
            }
        }
        return names;
    }
}
