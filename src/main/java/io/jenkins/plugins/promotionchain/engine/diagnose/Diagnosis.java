package io.jenkins.plugins.promotionchain.engine.diagnose;

import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import java.util.List;

/**
 * One likely cause.
 *
 * @param cause half a sentence, without its full stop
 * @param fix what to do, likewise
 * @param evidence what was seen, one line each
 */
public record Diagnosis(Problem problem, ComponentName component, String cause, String fix, List<String> evidence) {

    public Diagnosis {
        evidence = List.copyOf(evidence);
    }
}
