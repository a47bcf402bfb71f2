package io.jenkins.plugins.promotionchain.config;

import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.secrets.SecretPrefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All configured applications as values. An application whose configuration has problems is known, and refused with all
 * of them when a step asks for it; the others go on working.
 *
 * @param usable without problems
 * @param problems sentences by application name
 * @param prefixes of every environment of every application, usable or not
 */
public record Chains(List<Chain> usable, Map<String, List<String>> problems, Set<SecretPrefix> prefixes) {

    private static final String WHERE = "Manage Jenkins > Promotion chains";

    public Chains {
        usable = List.copyOf(usable);
        problems = Map.copyOf(problems);
        prefixes = Set.copyOf(prefixes);
    }

    /** Whether nothing is configured at all. */
    public boolean isEmpty() {
        return usable.isEmpty() && problems.isEmpty();
    }

    /**
     * The application of this name, or the only one.
     *
     * @throws InvalidInput when there is no such one, none at all, several, or when its configuration has problems
     */
    public Chain application(Optional<String> name) throws InvalidInput {
        Set<String> known = new TreeSet<>(problems.keySet());
        usable.forEach(chain -> known.add(chain.application().value()));
        if (known.isEmpty()) {
            throw new InvalidInput("No application is configured", "Add one under " + WHERE);
        }
        String wanted = name.orElse(known.iterator().next());
        if (name.isEmpty() && known.size() > 1) {
            throw new InvalidInput(
                    "Several applications are configured: " + String.join(", ", known),
                    "Say which one with the parameter application");
        }
        if (!known.contains(wanted)) {
            throw new InvalidInput(
                    "No application '" + wanted + "' is configured, only " + String.join(", ", known),
                    "Correct the parameter application, or add it under " + WHERE);
        }
        if (problems.containsKey(wanted)) {
            throw new InvalidInput(
                    "The configuration of " + wanted + " cannot be used: "
                            + problems.get(wanted).stream().collect(Collectors.joining("; ")),
                    "Correct it under " + WHERE);
        }
        return usable.stream()
                .filter(chain -> chain.application().value().equals(wanted))
                .findFirst()
                .orElseThrow();
    }

    /** What is wrong, one sentence for each problem of each application. */
    public List<String> sentences() {
        return problems.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(problem -> entry.getKey() + ": " + problem))
                .sorted()
                .toList();
    }

    /**
     * What may be meant, but has to be known: environments of several applications that read the same credentials, one
     * sentence for each prefix. Credentials in folders make it harmless.
     */
    public List<String> warnings() {
        Map<SecretPrefix, List<String>> owners = new TreeMap<>(Comparator.comparing(SecretPrefix::value));
        for (Chain chain : usable) {
            for (EnvironmentSettings environment : chain.environments()) {
                owners.computeIfAbsent(environment.secretPrefix(), prefix -> new ArrayList<>())
                        .add(environment.name() + " of " + chain.application());
            }
        }
        return owners.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> "The secret prefix " + entry.getKey() + " is shared by "
                        + String.join(" and ", entry.getValue()) + ": each reads the credentials of the other, unless"
                        + " they are in folders of their own jobs. Give each its own prefix")
                .toList();
    }
}
