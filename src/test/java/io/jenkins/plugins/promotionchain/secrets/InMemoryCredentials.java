package io.jenkins.plugins.promotionchain.secrets;

import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Credentials in a map, and which of them somebody asked for. */
final class InMemoryCredentials implements CredentialSource {

    final List<String> asked = new ArrayList<>();
    private final Map<String, StoredCredential> stored = new HashMap<>();

    InMemoryCredentials with(String id, StoredCredential credential) {
        stored.put(id, credential);
        return this;
    }

    InMemoryCredentials withText(String id, String value) {
        return with(id, new StoredCredential.Text(Sensitive.of(value)));
    }

    @Override
    public Optional<StoredCredential> find(String id) {
        asked.add(id);
        return Optional.ofNullable(stored.get(id));
    }

    @Override
    public Optional<RegistryLogin> registryLogin(String id, String registry) {
        asked.add(id);
        return stored.get(id) instanceof StoredCredential.Unknown unknown
                        && unknown.kind().equals("cloud")
                ? Optional.of(new RegistryLogin(registry, "cloud", Sensitive.of("cloud-token")))
                : Optional.empty();
    }
}
