package io.jenkins.plugins.promotionchain.rehearsal.run;

import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;

/** {@code currentBuild} as Groovy code sees it. */
public final class CurrentBuild {

    private final RehearsalRun build;
    private final BuildResult result;

    CurrentBuild(RehearsalRun build, BuildResult result) {
        this.build = build;
        this.result = result;
    }

    public String getResult() {
        return result.outcome() == Outcome.SUCCESS ? null : result.outcome().name();
    }

    public String getCurrentResult() {
        return result.outcome().name();
    }

    public void setResult(String name) {
        result.worsen(Outcome.valueOf(name));
    }

    public int getNumber() {
        return build.getNumber();
    }

    public String getDisplayName() {
        return build.getDisplayName();
    }
}
