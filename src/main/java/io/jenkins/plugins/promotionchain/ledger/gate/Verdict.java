package io.jenkins.plugins.promotionchain.ledger.gate;

import io.jenkins.plugins.promotionchain.engine.failure.GateRefused;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what was found of all components, so that everything that is missing is told at once. */
final class Verdict {

    private final List<String> reasons = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final Set<String> advice = new LinkedHashSet<>();

    /** @param image the component and the short form of its digest */
    void add(String image, Finding finding) {
        if (finding instanceof Finding.Holds holds) {
            reasons.add(image + ": " + holds.why());
        } else if (finding instanceof Finding.Lacks lacks) {
            missing.add("the " + image + " " + lacks.what());
            advice.add(lacks.advice());
        }
    }

    /** @throws GateRefused when anything is missing */
    Passage passage(GateRule rule, Candidate candidate) throws GateRefused {
        if (!missing.isEmpty()) {
            throw new GateRefused(
                    "The gate of " + rule.environment() + " does not let the " + candidate.component() + " of "
                            + candidate.application() + " in: " + String.join("; ", missing),
                    String.join(". ", advice) + ". Nothing was changed");
        }
        return new Passage(reasons);
    }
}
