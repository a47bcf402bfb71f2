package io.jenkins.plugins.promotionchain.secrets;

import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The credential ids that one component of one environment may ask for. An id that belongs to another environment is
 * never among them, whatever it was asked by: so a step in {@code dev} cannot read a secret of {@code prod}.
 *
 * @param prefix of the environment
 * @param component whose secrets are looked for first
 * @param shared names that are the same in all environments and carry no prefix
 * @param foreign prefixes of all other environments, of all applications
 */
public record SecretScope(SecretPrefix prefix, ComponentName component, Set<String> shared, Set<SecretPrefix> foreign) {

    public SecretScope {
        shared = Set.copyOf(shared);
        SecretPrefix own = prefix;
        foreign =
                Set.copyOf(foreign.stream().filter(other -> !other.equals(own)).toList());
    }

    /** The ids that would do for a name, the most specific first; empty when all of them belong to others. */
    public List<String> candidates(String name) {
        return candidates(List.of(name));
    }

    /**
     * The ids that would do for any of several names that serve one purpose: all names of the component, then all of
     * the environment, then the shared ones; within each, in the order given.
     */
    public List<String> candidates(Collection<String> names) {
        String owner = SecretPrefix.idForm(component.value());
        Stream<String> ofComponent = names.stream().map(name -> prefix + "_" + owner + "_" + name);
        Stream<String> ofEnvironment = names.stream().map(name -> prefix + "_" + name);
        Stream<String> ofAll = names.stream().filter(shared::contains);
        return Stream.of(ofComponent, ofEnvironment, ofAll)
                .flatMap(ids -> ids)
                .filter(id -> foreignOwner(id).isEmpty())
                .distinct()
                .toList();
    }

    /** What a name is called that only this component answers to. */
    String ofComponent(String name) {
        return SecretPrefix.idForm(component.value()) + "_" + name;
    }

    /** The other environment that an id belongs to: the longest prefix that fits decides. */
    public Optional<SecretPrefix> foreignOwner(String credentialId) {
        Set<SecretPrefix> all = new LinkedHashSet<>(foreign);
        all.add(prefix);
        return all.stream()
                .filter(candidate -> candidate.owns(credentialId))
                .max(Comparator.comparingInt(candidate -> candidate.value().length()))
                .filter(owner -> !owner.equals(prefix));
    }
}
