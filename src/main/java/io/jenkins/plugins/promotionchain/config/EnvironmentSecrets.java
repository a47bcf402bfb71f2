package io.jenkins.plugins.promotionchain.config;

import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.secrets.CredentialListing;
import io.jenkins.plugins.promotionchain.secrets.SecretNames;
import io.jenkins.plugins.promotionchain.secrets.SecretPrefix;
import io.jenkins.plugins.promotionchain.secrets.SecretScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The secrets that the steps look for in one environment, in the order of its components; see docs/credentials.md. */
public final class EnvironmentSecrets {

    private static final String NOT_USED = "not used unless it is there";

    private final Chain chain;
    private final EnvironmentSettings environment;
    private final Set<SecretPrefix> prefixes;
    private final CredentialListing credentials;

    /** @param prefixes of all environments of all applications: what belongs to another one is not looked for */
    public EnvironmentSecrets(
            Chain chain, EnvironmentSettings environment, Set<SecretPrefix> prefixes, CredentialListing credentials) {
        this.chain = chain;
        this.environment = environment;
        this.prefixes = Set.copyOf(prefixes);
        this.credentials = credentials;
    }

    /** All of them. */
    public List<ExpectedSecret> all() {
        List<ExpectedSecret> all = new ArrayList<>(ofServer(EnvironmentSettings.BACKEND));
        for (String name : chain.backendVariables()) {
            all.add(named(
                    EnvironmentSettings.BACKEND,
                    name,
                    "variable " + name + " of the container",
                    Optional.of("configured as a plain variable")
                            .filter(any -> environment.variables().containsKey(name))));
        }
        all.addAll(ofServer(EnvironmentSettings.FRONTEND));
        all.add(named(
                EnvironmentSettings.FRONTEND,
                SecretNames.BACKEND_IP,
                "where the frontend's server reaches the backend",
                environment.backend().address().map(address -> "the backend's configured address counts")));
        all.add(named(
                EnvironmentSettings.FRONTEND,
                SecretNames.API_BASE_URL,
                "API_BASE_URL in env-config.js",
                Optional.of(environment.envConfig().containsKey("API_BASE_URL") ? "configured" : NOT_USED)));
        registry().ifPresent(all::add);
        return all;
    }

    private List<ExpectedSecret> ofServer(ComponentName component) {
        HostSettings host = environment.hostOf(component);
        Optional<ExpectedSecret> login = host.credentialsId()
                .map(id -> ofIds(component, id, "login on the server, as configured", List.of(id), Optional.empty()));
        return List.of(
                named(
                        component,
                        SecretNames.HOST,
                        "address of the server",
                        host.address().map(address -> "the configured address counts")),
                named(
                        component,
                        SecretNames.USER,
                        "account on the server",
                        Optional.of(
                                host.account().isPresent()
                                        ? "the configured account counts"
                                        : "the login's user name counts, where it has one")),
                login.orElseGet(() -> ofIds(
                        component,
                        String.join(" or ", SecretNames.LOGIN),
                        "login on the server",
                        scope(component).candidates(SecretNames.LOGIN),
                        Optional.empty())));
    }

    private Optional<ExpectedSecret> registry() {
        ComponentName component = EnvironmentSettings.BACKEND;
        String purpose = "login at the registry";
        if (chain.registryCredentialsId().isPresent()) {
            String id = chain.registryCredentialsId().get();
            return Optional.of(ofIds(component, id, purpose + ", as configured", List.of(id), Optional.empty()));
        }
        return chain.sharedSecrets().contains(SecretNames.REGISTRY_TOKEN)
                ? Optional.of(named(
                        component,
                        SecretNames.REGISTRY_TOKEN,
                        purpose,
                        Optional.of("without it the logins of the docker clients count")))
                : Optional.empty();
    }

    private ExpectedSecret named(ComponentName component, String name, String purpose, Optional<String> instead) {
        return ofIds(component, name, purpose, scope(component).candidates(name), instead);
    }

    private ExpectedSecret ofIds(
            ComponentName component, String name, String purpose, List<String> ids, Optional<String> instead) {
        return new ExpectedSecret(
                component,
                name,
                purpose,
                ids,
                instead,
                ids.stream().map(credentials::find).flatMap(Optional::stream).findFirst());
    }

    private SecretScope scope(ComponentName component) {
        return new SecretScope(environment.secretPrefix(), component, chain.sharedSecrets(), prefixes);
    }
}
