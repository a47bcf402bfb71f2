package io.jenkins.plugins.promotionchain.rehearsal.run;

import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;

/** The result of a build so far; it only gets worse. May be used by any thread. */
final class BuildResult {

    private Outcome outcome = Outcome.SUCCESS;

    synchronized Outcome outcome() {
        return outcome;
    }

    synchronized void worsen(Outcome other) {
        outcome = outcome.and(other);
    }

    void unstable() {
        worsen(Outcome.UNSTABLE);
    }
}
