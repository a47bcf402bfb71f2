package io.jenkins.plugins.promotionchain.config;

import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An application with its ordered environments: the promotion chain.
 *
 * @param registry host and optional port
 * @param namespace what stands between registry and component in a repository; may be empty
 * @param registryCredentialsId none: {@code DO_ACCESS_TOKEN}, or nobody
 * @param backendVariables names of the backend's environment variables that are secrets
 * @param sharedSecrets secret names without a prefix
 * @param links to the pages of its commits and images
 */
public record Chain(
        ApplicationName application,
        Optional<String> registry,
        String namespace,
        Optional<String> registryCredentialsId,
        List<String> backendVariables,
        Set<String> sharedSecrets,
        Links links,
        List<EnvironmentSettings> environments) {

    public Chain {
        backendVariables = List.copyOf(backendVariables);
        sharedSecrets = Set.copyOf(sharedSecrets);
        environments = List.copyOf(environments);
    }

    /** @throws InvalidInput naming those that there are */
    public EnvironmentSettings environment(EnvironmentName name) throws InvalidInput {
        return environments.stream()
                .filter(environment -> environment.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInput(
                        application + " has no environment '" + name + "', only " + described(),
                        "Correct the parameter environment, or add it under Manage Jenkins > Promotion chains"));
    }

    /** The environment of a branch; one that names the branch goes before one whose pattern fits. */
    public Optional<EnvironmentSettings> environmentOfBranch(String branch) {
        Optional<EnvironmentSettings> named = environments.stream()
                .filter(environment ->
                        environment.branch().filter(b -> b.names(branch)).isPresent())
                .findFirst();
        return named.or(() -> environments.stream()
                .filter(environment ->
                        environment.branch().filter(b -> b.matches(branch)).isPresent())
                .findFirst());
    }

    /** Where the images of a component live: {@code registry/namespace/application-component}. */
    public ImageRepository repository(ComponentName component, Optional<String> otherRegistry) throws InvalidInput {
        return repositoryNamed(application + "-" + component, otherRegistry);
    }

    /**
     * A repository below the registry and namespace.
     *
     * @param name the last part of the path
     * @param otherRegistry in place of the configured one
     * @throws InvalidInput when there is no registry, or the whole is not one that a registry takes
     */
    public ImageRepository repositoryNamed(String name, Optional<String> otherRegistry) throws InvalidInput {
        String host = otherRegistry
                .or(() -> registry)
                .orElseThrow(() -> new InvalidInput(
                        "No registry is configured for " + application,
                        "Add it under Manage Jenkins > Promotion chains, or give the step a registry or image"));
        try {
            return new ImageRepository(host, (namespace.isEmpty() ? "" : namespace + "/") + name);
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(e.getMessage(), "Give the step another registry or image", e);
        }
    }

    /** The environments and their branches, for messages. */
    public String described() {
        return environments.stream()
                .map(environment -> environment.name()
                        + environment.branch().map(b -> " (branch " + b + ")").orElse(""))
                .collect(Collectors.joining(", "));
    }
}
