package io.jenkins.plugins.promotionchain.config;

import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.secrets.SecretPrefix;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is wrong with the environments of a chain taken together, one sentence each. */
final class ChainProblems {

    private final Map<EnvironmentName, EnvironmentSettings> byName = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private ChainProblems() {}

    /** @return empty when the chain can be used */
    static List<String> of(List<EnvironmentSettings> environments) {
        ChainProblems found = new ChainProblems();
        found.checkNames(environments);
        found.checkPrefixes(environments);
        found.checkBranches(environments);
        environments.forEach(found::checkRequired);
        found.checkCycles(environments);
        return List.copyOf(found.problems);
    }

    /** @throws IllegalArgumentException when it is no time span, or there is no environment in which it could be spent */
    static Duration checkedSoak(String soak, String requires) {
        if (FormText.trimmed(requires).isEmpty()) {
            throw new IllegalArgumentException(
                    "A soak time needs the environment in which it is spent: fill in Requires");
        }
        return TimeSpan.parse(soak);
    }

    /** @throws IllegalArgumentException when it is no environment's name, or that of the one that requires it */
    static EnvironmentName checkedRequirement(String required, String name) {
        if (required.equals(FormText.trimmed(name))) {
            throw new IllegalArgumentException("An environment cannot require itself");
        }
        return EnvironmentName.of(required);
    }

    private void checkNames(List<EnvironmentSettings> environments) {
        for (EnvironmentSettings environment : environments) {
            if (byName.put(environment.name(), environment) != null) {
                problems.add("There are two environments '" + environment.name() + "'");
            }
        }
    }

    private void checkPrefixes(List<EnvironmentSettings> environments) {
        Map<SecretPrefix, EnvironmentName> owners = new HashMap<>();
        for (EnvironmentSettings environment : environments) {
            EnvironmentName other = owners.putIfAbsent(environment.secretPrefix(), environment.name());
            if (other != null && !other.equals(environment.name())) {
                problems.add("The environments " + other + " and " + environment.name() + " share the secret prefix "
                        + environment.secretPrefix() + ": each would read the secrets of the other");
            }
        }
    }

    private void checkBranches(List<EnvironmentSettings> environments) {
        Map<BranchPattern, EnvironmentName> owners = new HashMap<>();
        for (EnvironmentSettings environment : environments) {
            environment.branch().ifPresent(branch -> {
                EnvironmentName other = owners.putIfAbsent(branch, environment.name());
                if (other != null && !other.equals(environment.name())) {
                    problems.add("The environments " + other + " and " + environment.name() + " have the same branch "
                            + branch);
                }
            });
        }
    }

    private void checkRequired(EnvironmentSettings environment) {
        environment
                .requires()
                .filter(required -> !byName.containsKey(required))
                .ifPresent(required -> problems.add("The environment " + environment.name() + " requires '" + required
                        + "', which is not an environment of this application"));
    }

    private void checkCycles(List<EnvironmentSettings> environments) {
        for (EnvironmentSettings environment : environments) {
            Set<EnvironmentName> seen = new HashSet<>();
            Optional<EnvironmentName> next = Optional.of(environment.name());
            while (next.isPresent() && seen.add(next.get())) {
                next = Optional.ofNullable(byName.get(next.get())).flatMap(EnvironmentSettings::requires);
            }
            if (next.filter(environment.name()::equals).isPresent()) {
                problems.add("The environment " + environment.name() + " requires itself, directly or over others");
            }
        }
    }
}
