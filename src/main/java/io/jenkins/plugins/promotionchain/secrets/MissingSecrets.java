package io.jenkins.plugins.promotionchain.secrets;

import io.jenkins.plugins.promotionchain.engine.failure.SecretsMissing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Collects what was looked for and not found, so that one error names all of it. */
final class MissingSecrets {

    private final Map<String, List<String>> candidatesByName = new LinkedHashMap<>();

    void add(String name, List<String> candidates) {
        candidatesByName.putIfAbsent(name, candidates);
    }

    /** @throws SecretsMissing when anything was added */
    void refuse(String forWhat) throws SecretsMissing {
        if (candidatesByName.isEmpty()) {
            return;
        }
        String names = candidatesByName.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + describe(entry.getValue()) + ")")
                .collect(Collectors.joining(", "));
        throw new SecretsMissing(
                "Missing credentials for " + forWhat + ": " + names,
                "Add each in Jenkins under Manage Jenkins > Credentials, or in the folder of the job, with one of the"
                        + " ids in parentheses; nothing was changed");
    }

    private static String describe(List<String> candidates) {
        return candidates.isEmpty()
                ? "every id that would do belongs to another environment"
                : "add " + String.join(" or ", candidates);
    }
}
