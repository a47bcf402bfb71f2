package io.jenkins.plugins.promotionchain.config;

import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import java.util.Map;
import java.util.Optional;

/** Which environment a step works on: the one it names, else the one of the branch that is built. */
public final class EnvironmentChoice {

    private static final String ORIGIN = "origin/";

    private EnvironmentChoice() {}

    /**
     * @param named the step's parameter
     * @param variables of the build: {@code BRANCH_NAME} (multibranch jobs), else {@code GIT_BRANCH} (Git plugin, with
     *     the name of the remote in front)
     * @throws InvalidInput saying what is configured
     */
    public static EnvironmentSettings choose(Chain chain, Optional<String> named, Map<String, String> variables)
            throws InvalidInput {
        if (named.isPresent()) {
            return chain.environment(nameOf(named.get()));
        }
        String branch = branchOf(variables)
                .orElseThrow(() -> new InvalidInput(
                        "The build says no branch: neither BRANCH_NAME nor GIT_BRANCH is set",
                        "Give the step the parameter environment, one of " + chain.described()));
        return chain.environmentOfBranch(branch)
                .orElseThrow(() -> new InvalidInput(
                        "No environment of " + chain.application() + " is configured for the branch '" + branch
                                + "', only " + chain.described(),
                        "Build one of those branches, give the step the parameter environment, or add the branch under"
                                + " Manage Jenkins > Promotion chains"));
    }

    /** The branch that is built, if the build knows it. */
    public static Optional<String> branchOf(Map<String, String> variables) {
        Optional<String> multibranch =
                Optional.ofNullable(variables.get("BRANCH_NAME")).filter(name -> !name.isBlank());
        return multibranch.or(() -> Optional.ofNullable(variables.get("GIT_BRANCH"))
                .filter(name -> !name.isBlank())
                .map(name -> name.startsWith(ORIGIN) ? name.substring(ORIGIN.length()) : name));
    }

    private static EnvironmentName nameOf(String text) throws InvalidInput {
        try {
            return EnvironmentName.of(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(e.getMessage(), "Correct the parameter environment", e);
        }
    }
}
