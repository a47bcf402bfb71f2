package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The steps that there are. */
public final class StepCatalogue {

    private final SortedMap<String, StepSignature> all = new TreeMap<>();

    public StepCatalogue(Collection<StepSignature> steps) {
        steps.forEach(each -> all.put(each.name(), each));
    }

    Optional<StepSignature> find(String name) {
        return Optional.ofNullable(all.get(name));
    }

    /** The sentence for a step that there is not. */
    public String unknown(String name) {
        return "the rehearsal knows no step '" + name + "'; it knows " + String.join(", ", all.keySet());
    }
}
