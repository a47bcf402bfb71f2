package io.jenkins.plugins.promotionchain.engine.transaction;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the script of a transaction has told by name so far; several values under one name are kept in order. */
public record Told(Map<String, List<String>> values) {

    public Told {
        values = Map.copyOf(values);
    }

    /** All values told under a name. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The last value told under a name. */
    public Optional<String> last(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }
}
